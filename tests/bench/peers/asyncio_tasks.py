"""The same as tasks.cpp, with Python's asyncio: CPython runs it as a program, Pyodide as a module in a worker."""

import asyncio
import sys
import time

# See sample.hpp.
WARM_UP = 0.2
LENGTH = 0.4


class Sample:
    def __init__(self):
        self.begin = time.process_time()
        self.elapsed = 0.0
        self.operations = 0
        self.warm = False

    def go_on(self, operations):
        now = time.process_time()
        if self.warm:
            self.operations += operations
            self.elapsed = now - self.begin
            return self.elapsed < LENGTH
        if now - self.begin >= WARM_UP:
            self.warm = True
            self.begin = time.process_time()
        return True

    def nanoseconds(self):
        return self.elapsed / self.operations * 1e9


async def step(tasks):
    sample = Sample()
    over = False

    async def lead():
        nonlocal over
        rounds = max(1, 1024 // tasks)
        while True:
            for _ in range(rounds):
                await asyncio.sleep(0)
            if not sample.go_on(rounds * tasks):
                break
        over = True

    async def follow():
        while not over:
            await asyncio.sleep(0)

    everyone = [asyncio.create_task(lead())]
    everyone += [asyncio.create_task(follow()) for _ in range(tasks - 1)]
    for task in everyone:
        await task
    return sample.nanoseconds()


async def spawn():
    sample = Sample()

    async def nothing():
        pass

    while True:
        for _ in range(64):
            await asyncio.create_task(nothing())
        if not sample.go_on(64):
            return sample.nanoseconds()


async def sleepers(tasks):
    nap = 1
    last_start = 0.0

    async def sleeper():
        nonlocal last_start
        last_start = time.perf_counter()
        await asyncio.sleep(nap)

    for task in [asyncio.create_task(sleeper()) for _ in range(tasks)]:
        await task
    return (time.perf_counter() - last_start - nap) * 1e3


async def measure(bench, *numbers):
    return await {"step": step, "spawn": spawn, "sleepers": sleepers}[bench](*numbers)


if __name__ == "__main__":
    print(asyncio.run(measure(sys.argv[1], *map(int, sys.argv[2:]))))
