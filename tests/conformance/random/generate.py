"""Makes random programs of tasks from seeds. The only generator: reference.py and the C++ program beside it run what it writes.

A program is one line of nested lists, (NAME ARGUMENT...), whose statements stand in world.hpp. Times are ticks of 1/512 s, which a
double holds exactly, so that both sides compute the same deadlines.

Tasks have the names t0, t1 ... in the order of the text, gatherings g0 ..., futures f0 ... A task awaits only what comes after it: who waits for
himself, in however wide a circle, hangs in CPython and is told so by ours, on purpose.
"""

import random

EVENTS, LOCKS, SEMAPHORES, CONDITIONS, QUEUES = 3, 2, 2, 1, 2


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.tasks = 0
        self.gathers = 0
        self.futures = 0
        self.marks = 0
        self.rank = {}  # name -> the oldest task that it may wait for
        self.budget = 120  # statements

    def program(self):
        return ["program", str(self.seed), self.task_body(0, 0)]

    def task_body(self, me, depth):
        """Tasks first, so that there is somebody to meet."""
        children = self.random.randint(2, 5) if depth == 0 else self.random.choice([0, 0, 1, 2])
        body = self.body(me, depth, 12 if depth == 0 else 7)
        if depth > 2:
            return body
        return ["do", *(self.spawn(me, depth) for _ in range(children)), *body[1:]]

    def body(self, me, depth, most):
        statements = ["do"]
        for _ in range(self.random.randint(1, most)):
            if self.budget <= 0:
                break
            self.budget -= 1
            statement = self.statement(me, depth)
            if depth == 0 and statement[0] != "gspawn" and self.random.random() < 0.6:
                statement = ["try", statement, self.random.choice(["any", "error"]), ["do"], "swallow"]
            statements.append(statement)
        if self.random.random() < 0.1:
            statements.append(["return", str(self.random.randint(0, 9))])
        return statements

    def statement(self, me, depth):
        simple = [
            (self.sleep, 8), (self.log, 2), (self.spawn, 7), (self.wait_for_name, 6), (self.cancel, 6), (self.fail, 2),
            (self.uncancel, 1), (self.state, 2), (self.event, 4), (self.future, 3), (self.gather, 3), (self.wait, 3),
            (self.as_completed, 1), (self.queue, 3), (self.condition, 2), (self.callback, 3), (self.done_callback, 2),
        ]
        nested = [
            (self.attempt, 5), (self.cleanup, 4), (self.timeout, 5), (self.group, 4), (self.wait_for_body, 2),
            (self.hold, 3),
        ]
        choices = simple + (nested if depth < 5 else [])
        choose = self.random.choices([c for c, _ in choices], [w for _, w in choices])[0]
        return choose(me, depth)

    def ticks(self, most=60):
        return str(self.random.choice([0, 0, 1, 2, 5, 10, 10, 20, 30, self.random.randint(1, most)]))

    def mark(self):
        self.marks += 1
        return str(self.marks)

    def message(self):
        return self.random.choice(["-", "-", "a", "b", "c"])

    def sleep(self, me, depth):
        return ["sleep", self.ticks()]

    def log(self, me, depth):
        return ["log", self.mark()]

    def spawn(self, me, depth):
        if self.budget < 5:
            return self.sleep(me, depth)
        self.tasks += 1
        number = self.tasks
        name = f"t{number}"
        self.rank[name] = number
        how = self.random.choice(["spawn", "spawn", "gspawn"])
        return [how, name, self.task_body(number, depth + 1)]

    def name(self, me):
        """Something that `me` may wait for."""
        names = [name for name, rank in self.rank.items() if rank > me]
        return self.random.choice(names) if names else None

    def wait_for_name(self, me, depth):
        name = self.name(me)
        if name is None:
            return self.spawn(me, depth)
        how = self.random.choice(["await", "await", "shield", "waitfor"])
        return [how, self.ticks(), name] if how == "waitfor" else [how, name]

    def cancel(self, me, depth):
        names = list(self.rank) + ["t0"]
        return ["cancel", self.random.choice(names), self.message()]

    def fail(self, me, depth):
        return ["raise", self.mark()]

    def uncancel(self, me, depth):
        return ["uncancel"]

    def state(self, me, depth):
        return ["state", self.random.choice(list(self.rank) + ["t0"])]

    def event(self, me, depth):
        return [self.random.choice(["set", "set", "clear", "waitev"]), str(self.random.randrange(EVENTS))]

    def future(self, me, depth):
        if self.futures == 0 or self.random.random() < 0.3:
            name = f"f{self.futures}"
            self.futures += 1
            self.rank[name] = 1 << 30
            return ["future", name]
        name = f"f{self.random.randrange(self.futures)}"
        return self.random.choice([["fset", name, self.mark()], ["fexc", name, self.mark()], ["await", name]])

    def names(self, me, most=4):
        names = {self.name(me) for _ in range(self.random.randint(1, most))} - {None}
        return sorted(n for n in names if n[0] != "g")

    def gather(self, me, depth):
        names = self.names(me)
        if not names:
            return self.spawn(me, depth)
        name = f"g{self.gathers}"
        self.gathers += 1
        self.rank[name] = min(self.rank[n] for n in names)
        gather = ["gather", self.random.choice(["errors", "results"]), name, *names]
        return ["do", gather, ["await", name]] if self.random.random() < 0.7 else gather

    def wait(self, me, depth):
        names = self.names(me)
        if not names:
            return self.spawn(me, depth)
        return ["wait", self.random.choice(["all", "first", "exception"]), self.limit(), *names]

    def limit(self):
        return self.random.choice(["none", self.ticks()])

    def as_completed(self, me, depth):
        names = self.names(me)
        return ["each", self.limit(), *names] if names else self.sleep(me, depth)

    def queue(self, me, depth):
        queue = str(self.random.randrange(QUEUES))
        return ["get", queue] if self.random.random() < 0.5 else ["put", queue, self.mark()]

    def condition(self, me, depth):
        condition = str(self.random.randrange(CONDITIONS))
        if self.random.random() < 0.5:
            return ["cwait", condition]
        return ["cnotify", condition, str(self.random.randint(1, 2))]

    def callback(self, me, depth):
        """Statements that do not wait."""
        inside = [self.log, self.cancel, self.state, self.fail, self.instant]
        statements = [self.random.choice(inside)(me, depth) for _ in range(self.random.randint(1, 3))]
        body = ["do", *statements]
        return ["soon", body] if self.random.random() < 0.5 else ["later", self.ticks(), body]

    def instant(self, me, depth):
        if self.futures and self.random.random() < 0.5:
            return ["fset", f"f{self.random.randrange(self.futures)}", self.mark()]
        return [self.random.choice(["set", "clear"]), str(self.random.randrange(EVENTS))]

    def done_callback(self, me, depth):
        names = list(self.rank)
        return ["donecb", self.random.choice(names), self.mark()] if names else self.log(me, depth)

    def attempt(self, me, depth):
        kind = self.random.choice(["cancelled", "error", "any"])
        after = self.random.choice(["again", "swallow"])
        return ["try", self.body(me, depth + 1, 4), kind, self.body(me, depth + 1, 2), after]

    def cleanup(self, me, depth):
        return ["finally", self.body(me, depth + 1, 4), self.body(me, depth + 1, 2)]

    def timeout(self, me, depth):
        body = self.body(me, depth + 1, 4)
        if self.random.random() < 0.3:
            body.insert(self.random.randint(1, len(body)), ["reschedule", self.limit()])
        statement = ["timeout", self.limit() if self.random.random() < 0.2 else self.ticks(), body]
        return ["try", statement, "error", ["do"], "swallow"] if self.random.random() < 0.6 else statement

    def group(self, me, depth):
        statement = ["group", self.body(me, depth + 1, 5)]
        return ["try", statement, "error", ["do"], "swallow"] if self.random.random() < 0.6 else statement

    def wait_for_body(self, me, depth):
        return ["waitforbody", self.ticks(), self.body(me, depth + 1, 3)]

    def hold(self, me, depth):
        kind, count = self.random.choice([("lock", LOCKS), ("sem", SEMAPHORES)])
        return [kind, str(self.random.randrange(count)), self.body(me, depth + 1, 3)]


def program(seed):
    return Generator(seed).program()


def text(node):
    return node if isinstance(node, str) else "(" + " ".join(map(text, node)) + ")"


if __name__ == "__main__":
    import sys

    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        print(text(program(seed)))
