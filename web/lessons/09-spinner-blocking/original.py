"""The mistake: the slow function blocks the thread that should turn the spinner."""

import asyncio
import itertools
import time


async def spin(message: str) -> None:
    for frame in itertools.count(1):
        print("|/-\\"[frame % 4], message, "frame", frame)
        await asyncio.sleep(0.1)


def slow_function() -> int:
    time.sleep(3)
    return 42


async def main() -> None:
    spinner = asyncio.create_task(spin("thinking!"), name="spinner")
    await asyncio.sleep(0)
    print("calling the slow function")
    answer = slow_function()
    print(f"Answer: {answer}")
    spinner.cancel()


asyncio.run(main())
