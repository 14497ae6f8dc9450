"""Tasks wait at once but compute in turn; workers compute at once."""

import asyncio


def count_primes(limit: int) -> int:
    count = 0
    for n in range(2, limit):
        count += all(n % i for i in range(2, int(n**0.5) + 1))
    return count


async def wait(number: int) -> None:
    print(f"wait {number}: starts")
    await asyncio.sleep(0.1)
    print(f"wait {number}: is done")


async def compute(number: int) -> None:
    print(f"compute {number}: starts")
    count = count_primes(200_000)
    print(f"compute {number}: found {count}")


async def count_beside() -> int:
    return await asyncio.to_thread(count_primes, 200_000)


async def main() -> None:
    await asyncio.gather(wait(1), wait(2))
    await asyncio.gather(compute(1), compute(2))
    one, two = await asyncio.gather(count_beside(), count_beside())
    print(f"workers: found {one} and {two}")


asyncio.run(main())
