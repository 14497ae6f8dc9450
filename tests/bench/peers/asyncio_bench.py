"""The same as tulip.cpp, with Python's asyncio: CPython runs it as a program, Pyodide as a module in a worker."""

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
        if now - self.begin >= WARM_UP + LENGTH:
            # Work that takes longer than a whole sample is not repeated: in Pyodide it may take half a minute.
            self.operations = operations
            self.elapsed = now - self.begin
            return False
        if now - self.begin >= WARM_UP:
            self.warm = True
            self.begin = time.process_time()
        return True

    def nanoseconds(self):
        return self.elapsed / self.operations * 1e9


async def nothing():
    pass


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
    while True:
        for _ in range(64):
            await asyncio.create_task(nothing())
        if not sample.go_on(64):
            return sample.nanoseconds()


async def gather(tasks):
    sample = Sample()
    while True:
        await asyncio.gather(*[nothing() for _ in range(tasks)])
        if not sample.go_on(tasks):
            return sample.nanoseconds()


async def timers(count):
    sample = Sample()
    loop = asyncio.get_running_loop()
    left = 0

    def fired():
        nonlocal left
        left -= 1
        if left == 0:
            all_fired.set_result(None)

    while True:
        left = count
        all_fired = loop.create_future()
        for i in range(count):
            loop.call_later((1 + i * 5 % 8) / 1000, fired)
        await all_fired
        if not sample.go_on(count):
            return sample.nanoseconds()


async def queue():
    sample = Sample()
    there = asyncio.Queue()
    back = asyncio.Queue()

    async def echo():
        while True:
            await back.put(await there.get())

    echoing = asyncio.create_task(echo())
    while True:
        for i in range(64):
            await there.put(i)
            await back.get()
        if not sample.go_on(64):
            break
    echoing.cancel()
    return sample.nanoseconds()


async def generator():
    sample = Sample()

    def count():
        i = 0
        while True:
            yield i
            i = (i + 1) % 1000

    numbers = count()
    while True:
        for _ in range(1024):
            next(numbers)
        if not sample.go_on(1024):
            return sample.nanoseconds()


async def async_generator():
    sample = Sample()

    async def count():
        i = 0
        while True:
            yield i
            i = (i + 1) % 1000

    numbers = count()
    while True:
        for _ in range(1024):
            await anext(numbers)
        if not sample.go_on(1024):
            await numbers.aclose()
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


BENCHES = {
    "step": step,
    "spawn": spawn,
    "gather": gather,
    "timers": timers,
    "queue": queue,
    "generator": generator,
    "async-generator": async_generator,
    "sleepers": sleepers,
}


async def measure(bench, *counts):
    return await BENCHES[bench](*counts)


if __name__ == "__main__":
    print(asyncio.run(measure(sys.argv[1], *map(int, sys.argv[2:]))))
