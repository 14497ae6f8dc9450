"""What waiting costs: to a processor in cycles, and to a program in memory."""

import asyncio
import resource

TABLE = [
    ("L1 cache", 3),
    ("L2 cache", 14),
    ("memory", 250),
    ("disk", 41_000_000),
    ("network", 240_000_000),
]


def at_one_a_second(cycles: int) -> str:
    if cycles < 100:
        return f"{cycles} seconds"
    if cycles < 86_400:
        return f"{cycles / 60:.1f} minutes"
    return f"{cycles / 86_400 / 365:.1f} years"


def print_table() -> None:
    for source, cycles in TABLE:
        bar = "#" * (cycles // 8_000_000)
        print(f"{source:8} {cycles:>9} cycles = {at_one_a_second(cycles):>11} |{bar}")


def memory() -> float:
    """What the program has taken, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


async def wait_at_once(count: int) -> None:
    loop = asyncio.get_running_loop()
    start, before = loop.time(), memory()
    await asyncio.gather(*(asyncio.sleep(1) for _ in range(count)))
    print(f"{count} tasks waited in {loop.time() - start:.0f} s")
    print(f"{count} tasks took {memory() - before:.0f} MB")


print("A cycle of the processor, made one second long:")
print_table()
asyncio.run(wait_at_once(10_000))
print(f"10000 threads would reserve {10_000 * 8} MB")
