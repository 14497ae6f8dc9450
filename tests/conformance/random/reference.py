"""Runs the programs of generate.py on CPython's asyncio, in virtual time; the C++ program beside it does the same on ours.

Where CPython leaves an order open, or where its releases differ, the choices of ours stand here: timers with one deadline run by age, a
TaskGroup cancels its children in order of creation; it, Condition and Semaphore are those of 3.13, and `wait_for` is that of 3.12, which makes no task.
"""

import asyncio
import collections
import heapq
import selectors
import sys
from asyncio import events

from generate import CONDITIONS, EVENTS, LOCKS, QUEUES, SEMAPHORES

TICKS = 512


class Deadlock(BaseException):
    pass


class StableTimer(events.TimerHandle):
    def __lt__(self, other):
        return (self._when, self.age) < (other._when, other.age)


class VirtualSelector(selectors.SelectSelector):
    now = 0.0

    def select(self, timeout=None):
        if timeout is None:
            raise Deadlock
        self.now += timeout
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__(VirtualSelector())
        self._clock_resolution = 1e-9
        self.set_task_factory(lambda loop, coroutine, **rest: Task(coroutine, loop=loop, **rest))
        self._age = 0

    def time(self):
        return self._selector.now

    def call_at(self, when, callback, *args, context=None):
        timer = StableTimer(when, callback, args, self, context)
        timer.age = self._age
        self._age += 1
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer


class OrderedSet(dict):
    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class Task(asyncio.tasks._PyTask):
    """The one in Python: its request to cancel can be taken back by a TaskGroup, and its message can be kept.

    CPython tells the message of a cancelled task to the first who asks alone, because it would keep the traceback alive; ours to all.
    """

    _message = None

    def _make_cancelled_error(self):
        return self._cancelled_exc or super()._make_cancelled_error()

    @property
    def _cancel_message(self):
        if self._cancelled_exc is None:
            return self._message
        return self._cancelled_exc.args[0] if self._cancelled_exc.args else None

    @_cancel_message.setter
    def _cancel_message(self, message):
        self._message = message


class TaskGroup(asyncio.TaskGroup):
    """3.13's."""

    def __init__(self):
        super().__init__()
        self._tasks = OrderedSet()

    async def __aexit__(self, kind, error, traceback):
        parent = self._parent_task
        self._exiting = True
        if error is not None and not self._aborting:
            self._abort()
        propagate = error if isinstance(error, asyncio.CancelledError) else None
        last = None
        while self._tasks:
            self._on_completed_fut = self._loop.create_future()
            try:
                await self._on_completed_fut
            except asyncio.CancelledError as cancelled:
                last = cancelled
                if not self._aborting:
                    propagate = cancelled
                    self._abort()
            self._on_completed_fut = None
        if self._parent_cancel_requested:
            if parent.uncancel() == 0:
                propagate = None
                parent._must_cancel = False
            elif propagate is None:
                propagate = last
        if propagate is not None and not self._errors:
            raise propagate
        if error is not None and not isinstance(error, asyncio.CancelledError):
            self._errors.append(error)
        if self._errors:
            if parent.cancelling():
                parent.uncancel()
                parent.cancel()
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors)


class Condition(asyncio.Condition):
    """3.13's, in which a waiter that is cancelled passes its notification on; but only if it had one."""

    async def wait(self):
        self.release()
        notified = self._get_loop().create_future()
        self._waiters.append(notified)
        failure = None
        try:
            await notified
        except asyncio.CancelledError as error:
            failure = error
        self._waiters.remove(notified)
        while True:
            try:
                await self.acquire()
                break
            except asyncio.CancelledError as error:
                failure = error
        if failure is not None:
            if not notified.cancelled():
                self.notify()
            raise failure
        return True


class Semaphore(asyncio.Semaphore):
    """3.13's, in which whoever goes on wakes all for whom something is left."""

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        if self._waiters is None:
            self._waiters = collections.deque()
        woken = self._get_loop().create_future()
        self._waiters.append(woken)
        try:
            try:
                await woken
            finally:
                self._waiters.remove(woken)
        except asyncio.CancelledError:
            if not woken.cancelled():
                self._value += 1
            raise
        finally:
            while self._value > 0 and any(not each.done() for each in self._waiters):
                self._wake_up_next()
        return True


async def wait_for(awaitable, limit):
    """3.12's."""
    if limit is not None and limit <= 0:
        future = asyncio.ensure_future(awaitable)
        if future.done():
            return future.result()
        await asyncio.tasks._cancel_and_wait(future, loop=asyncio.get_running_loop())
        try:
            return future.result()
        except asyncio.CancelledError as error:
            raise TimeoutError from error
    async with asyncio.timeout(limit):
        return await awaitable


def as_completed(futures, limit):
    """3.11's, but that what is done already comes in the order of the arguments and not in that of a set."""
    done = asyncio.Queue()
    todo = dict.fromkeys(futures)

    def time_is_up():
        for future in todo:
            future.remove_done_callback(on_completion)
            done.put_nowait(None)
        todo.clear()

    def on_completion(future):
        if todo:
            del todo[future]
            done.put_nowait(future)
            if not todo and timer is not None:
                timer.cancel()

    async def next_one():
        future = await done.get()
        if future is None:
            raise TimeoutError
        return future.result()

    for future in todo:
        future.add_done_callback(on_completion)
    timer = asyncio.get_running_loop().call_later(limit, time_is_up) if todo and limit is not None else None
    for _ in range(len(todo)):
        yield next_one()


class Error(Exception):
    pass


def describe(error):
    if isinstance(error, asyncio.CancelledError):
        return f"Cancelled({error.args[0] if error.args else ''})"
    if isinstance(error, Error):
        return f"Error({error})"
    if isinstance(error, BaseExceptionGroup):
        return "Group[" + " ".join(map(describe, error.exceptions)) + "]"
    return type(error).__name__


def seconds(ticks):
    return None if ticks == "none" else int(ticks) / TICKS


class Scope:
    """What the statements of one block see around them."""

    def __init__(self, group=None, timeout=None):
        self.group = group
        self.timeout = timeout


class World:
    def __init__(self):
        self.loop = VirtualLoop()
        self.trace = []
        self.over = False
        self.futures = {}
        self.tasks = []
        self.events = [asyncio.Event() for _ in range(EVENTS)]
        self.locks = [asyncio.Lock() for _ in range(LOCKS)]
        self.semaphores = [Semaphore(2) for _ in range(SEMAPHORES)]
        self.conditions = [Condition() for _ in range(CONDITIONS)]
        self.queues = [asyncio.Queue(1 + i) for i in range(QUEUES)]

    def log(self, text):
        if self.over:
            return
        task = asyncio.current_task(self.loop)
        self.trace.append(f"{round(self.loop.time() * TICKS)} {task.get_name() if task else '-'} {text}")

    # Running a program.

    def run(self, main):
        self.loop.set_exception_handler(self.failed)
        try:
            self.loop.run_until_complete(self.root(main))
        except Deadlock:
            # Without the time: CPython first waits for timers that do nothing any more.
            self.trace.append("deadlock")
        self.over = True
        self.loop.set_exception_handler(lambda loop, context: None)
        self.loop.close()

    def failed(self, loop, context):
        if "never retrieved" not in context["message"] and "destroyed" not in context["message"]:
            self.log(f"handler {describe(context['exception'])}")

    async def root(self, main):
        asyncio.current_task().set_name("root")
        task = self.spawn("t0", main, Scope())
        self.loop.call_later(seconds(2000), task.cancel)
        try:
            self.log(f"main {await task}")
        except BaseException as error:
            if isinstance(error, (GeneratorExit, Deadlock)):
                raise
            self.log(f"main {describe(error)}")
        for _ in range(5):
            for task in list(self.tasks):
                task.cancel("end")
            await asyncio.sleep(seconds(50))
        for task in self.tasks:
            self.log(f"left {task.get_name()} {self.state(task)}")

    def spawn(self, name, body, scope):
        create = scope.group.create_task if scope.group else asyncio.create_task
        coroutine = self.task(body, scope)
        try:
            task = create(coroutine, name=name)
        except RuntimeError as error:
            coroutine.close()
            self.log(f"refused {name}")
            raise
        self.futures[name] = task
        self.tasks.append(task)
        return task

    async def task(self, body, scope):
        self.log("begins")
        try:
            value = await self.execute(body, scope)
        except GeneratorExit:
            raise
        except BaseException as error:
            self.log(f"ends {describe(error)}")
            raise
        self.log("ends")
        return value or "none"

    async def execute(self, node, scope):
        """What the block returns, None where it goes on."""
        return await getattr(self, "do_" + node[0])(scope, *node[1:])

    def state(self, future):
        text = "cancelled" if future.cancelled() else "done" if future.done() else "pending"
        return f"{text} {future.cancelling()}" if isinstance(future, Task) else text

    def known(self, names):
        return [(name, self.futures[name]) for name in names if name in self.futures]

    # Statements.

    async def do_do(self, scope, *statements):
        for statement in statements:
            value = await self.execute(statement, scope)
            if value is not None:
                return value

    async def do_return(self, scope, value):
        return value

    async def do_log(self, scope, mark):
        self.log(f"log {mark}")

    async def do_sleep(self, scope, ticks):
        await asyncio.sleep(seconds(ticks))
        self.log(f"slept {ticks}")

    async def do_spawn(self, scope, name, body):
        self.spawn(name, body, Scope())

    async def do_gspawn(self, scope, name, body):
        self.spawn(name, body, Scope(scope.group))

    async def do_await(self, scope, name):
        if future := self.futures.get(name):
            self.log(f"got {show(await future)}")

    async def do_shield(self, scope, name):
        if future := self.futures.get(name):
            self.log(f"got {show(await asyncio.shield(future))}")

    async def do_waitfor(self, scope, ticks, name):
        if future := self.futures.get(name):
            self.log(f"got {show(await wait_for(future, seconds(ticks)))}")

    async def do_waitforbody(self, scope, ticks, body):
        async def inner():
            self.log("inner begins")
            return await self.execute(body, Scope()) or "none"

        self.log(f"got {await wait_for(inner(), seconds(ticks))}")

    async def do_cancel(self, scope, name, message):
        if future := self.futures.get(name):
            self.log(f"cancel {name} {future.cancel(None if message == '-' else message)}")

    async def do_uncancel(self, scope):
        self.log(f"uncancel {asyncio.current_task().uncancel()}")

    async def do_state(self, scope, name):
        if future := self.futures.get(name):
            self.log(f"state {name} {self.state(future)}")

    async def do_raise(self, scope, mark):
        raise Error(mark)

    async def do_try(self, scope, body, kind, handler, after):
        try:
            return await self.execute(body, scope)
        except (GeneratorExit, Deadlock):
            raise
        except BaseException as error:
            is_error = isinstance(error, Exception)
            if kind == ("cancelled" if is_error else "error"):
                raise
            self.log(f"caught {describe(error)}")
            value = await self.execute(handler, scope)
            if value is not None:
                return value
            if after == "again":
                raise

    async def do_finally(self, scope, body, cleanup):
        try:
            value = await self.execute(body, scope)
        except (GeneratorExit, Deadlock):
            raise
        except BaseException:
            self.log("cleanup")
            await self.execute(cleanup, scope)
            raise
        self.log("finally")
        await self.execute(cleanup, scope)
        return value

    async def do_timeout(self, scope, ticks, body):
        timeout = asyncio.timeout(seconds(ticks))
        try:
            async with timeout:
                return await self.execute(body, Scope(scope.group, timeout))
        finally:
            self.log(f"timeout expired {timeout.expired()}")

    async def do_reschedule(self, scope, ticks):
        if scope.timeout:
            scope.timeout.reschedule(None if ticks == "none" else self.loop.time() + seconds(ticks))

    async def do_group(self, scope, body):
        try:
            async with TaskGroup() as group:
                return await self.execute(body, Scope(group, scope.timeout))
        finally:
            self.log("group left")

    async def do_gather(self, scope, kind, name, *names):
        futures = [future for _, future in self.known(names)]
        if futures:
            self.futures[name] = asyncio.gather(*futures, return_exceptions=kind == "results")

    async def do_wait(self, scope, condition, ticks, *names):
        if known := self.known(names):
            when = {"all": asyncio.ALL_COMPLETED, "first": asyncio.FIRST_COMPLETED, "exception": asyncio.FIRST_EXCEPTION}
            done, _ = await asyncio.wait({f for _, f in known}, timeout=seconds(ticks), return_when=when[condition])
            self.log("wait " + " ".join(name for name, future in known if future in done))

    async def do_each(self, scope, ticks, *names):
        if known := self.known(names):
            for following in as_completed([future for _, future in known], seconds(ticks)):
                try:
                    self.log(f"next {await following}")
                except Exception as error:
                    self.log(f"next {describe(error)}")

    async def do_set(self, scope, event):
        self.events[int(event)].set()

    async def do_clear(self, scope, event):
        self.events[int(event)].clear()

    async def do_waitev(self, scope, event):
        await self.events[int(event)].wait()
        self.log(f"event {event}")

    async def do_lock(self, scope, lock, body):
        async with self.locks[int(lock)]:
            self.log(f"lock {lock}")
            return await self.execute(body, scope)

    async def do_sem(self, scope, semaphore, body):
        async with self.semaphores[int(semaphore)]:
            self.log(f"semaphore {semaphore}")
            return await self.execute(body, scope)

    async def do_cwait(self, scope, condition):
        async with self.conditions[int(condition)] as _:
            self.log("condition waits")
            await self.conditions[int(condition)].wait()
            self.log("condition met")

    async def do_cnotify(self, scope, condition, count):
        async with self.conditions[int(condition)]:
            self.conditions[int(condition)].notify(int(count))
            self.log("notified")

    async def do_put(self, scope, queue, value):
        await self.queues[int(queue)].put(value)
        self.log(f"put {value}")

    async def do_get(self, scope, queue):
        self.log(f"get {await self.queues[int(queue)].get()}")

    async def do_future(self, scope, name):
        self.futures[name] = self.loop.create_future()

    async def do_fset(self, scope, name, value):
        if future := self.futures.get(name):
            future.set_result(value)

    async def do_fexc(self, scope, name, mark):
        if future := self.futures.get(name):
            future.set_exception(Error(mark))

    async def do_soon(self, scope, body):
        self.loop.call_soon(self.callback, body)

    async def do_later(self, scope, ticks, body):
        self.loop.call_later(seconds(ticks), self.callback, body)

    def callback(self, body):
        try:
            self.execute(body, Scope()).send(None)
        except StopIteration:
            pass

    async def do_donecb(self, scope, name, mark):
        if future := self.futures.get(name):
            future.add_done_callback(lambda f: self.log(f"callback {mark} {self.state(f)}"))


def show(value):
    if isinstance(value, list):
        return "[" + " ".join(describe(v) if isinstance(v, BaseException) else v for v in value) + "]"
    return value


def run(program):
    """The trace of a program, as a list of lines."""
    # What is left at the end is dropped, and may not like it.
    sys.unraisablehook = lambda _: None
    _, _, main = program
    world = World()
    world.run(main)
    return world.trace


if __name__ == "__main__":
    import generate

    for seed in range(int(sys.argv[1]), int(sys.argv[2])):
        print(f"program {seed}")
        print("\n".join(run(generate.program(seed))))
