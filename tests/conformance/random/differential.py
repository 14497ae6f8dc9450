"""differential.py PROGRAM FIRST LAST: runs random programs on ours and on CPython, and compares the traces.

PROGRAM is the executable of the C++ files beside this one. The first programs that differ are made smaller, and shown with both traces.
"""

import re
import subprocess
import sys

import generate
import reference

BATCH = 500
MOST_SHOWN = 3


def ours(executable, programs):
    """The traces of ours, and what it said on the standard error output if it failed."""
    text = "\n".join(map(generate.text, programs))
    run = subprocess.run([executable], input=text, capture_output=True, text=True)
    traces = [part.splitlines()[1:] for part in ("\n" + run.stdout).split("\nprogram ")[1:]]
    return traces, run.stderr if run.returncode != 0 else ""


def comparable(trace, program):
    """A gathering that was cancelled has the message of whichever child CPython's loop variable has come to, and ours that of the
    last to end: there the messages are left out."""
    if "(gather results" not in generate.text(program):
        return trace
    return [re.sub(r"Cancelled\([^)]*\)", "Cancelled", line) for line in trace]


def same(trace, program):
    return comparable(trace, program) == comparable(reference.run(program), program)


def differs(executable, program):
    traces, failure = ours(executable, [program])
    return failure != "" or len(traces) != 1 or not same(traces[0], program)


def smaller(node):
    """Copies of a program, each with a little less in it."""
    if isinstance(node, str):
        return
    for i, part in enumerate(node):
        if node[0] == "do" and i > 0:
            yield node[:i] + node[i + 1 :]
        elif not isinstance(part, str) and node[0] in ("try", "finally", "timeout", "lock", "sem", "group"):
            yield part
        for less in smaller(part):
            yield node[:i] + [less] + node[i + 1 :]


def shrink(executable, program):
    """Takes away what can be taken away, as long as the traces differ."""
    while True:
        candidates = sorted(smaller(program), key=lambda candidate: len(generate.text(candidate)))
        traces, failure = ours(executable, candidates)
        for candidate, trace in zip(candidates, traces):
            if not same(trace, candidate):
                program = candidate
                break
        else:
            # The one at which ours failed is not among the traces.
            if not failure or len(traces) == len(candidates):
                return program
            program = candidates[len(traces)]


def pretty(node, indent="  "):
    line = generate.text(node)
    if isinstance(node, str) or len(line) < 100:
        return indent + line
    return indent + "(" + node[0] + "\n" + "\n".join(pretty(part, indent + "  ") for part in node[1:]) + ")"


def show(executable, program):
    small = shrink(executable, program)
    traces, failure = ours(executable, [small])
    mine, theirs = traces[0] if traces else [], reference.run(small)
    pairs = zip(comparable(mine, small), comparable(theirs, small))
    first = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(mine), len(theirs)))
    print(f"\nseed {program[1]} differs; made smaller:\n{pretty(small)}")
    print(f"{'CPython':<45} ours")
    for i in range(max(len(mine), len(theirs))):
        pair = [trace[i] if i < len(trace) else "" for trace in (theirs, mine)]
        print(f"{pair[0]:<45} {pair[1]}{'    <-- first difference' if i == first else ''}")
    if failure:
        print(failure)


def main(executable, first, last):
    different = 0
    for start in range(first, last, BATCH):
        programs = [generate.program(seed) for seed in range(start, min(start + BATCH, last))]
        traces, failure = ours(executable, programs)
        if failure:
            print(failure)
        for i, program in enumerate(programs):
            if i < len(traces) and same(traces[i], program):
                continue
            if failure and i > len(traces):
                # Not run, as an earlier one failed.
                if not differs(executable, program):
                    continue
            different += 1
            print(f"seed {program[1]} differs")
            if different <= MOST_SHOWN:
                show(executable, program)
    print(f"{last - first - different} of {last - first} random programs do the same on CPython and on ours")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
