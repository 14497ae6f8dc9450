"""In one sentence: what the program shows."""
import asyncio


async def work(number: int) -> None:
    print(f"work {number}: starts")
    await asyncio.sleep(0.1)
    print(f"work {number}: is done")


async def main() -> None:
    await asyncio.gather(work(1), work(2))
    print("main: both are done")


asyncio.run(main())
