"""A spinner turns while a slow function sleeps."""

import asyncio
import itertools


async def spin(message: str) -> None:
    for char in itertools.cycle("|/-\\"):
        status = f"{char} {message}"
        print("\r" + status, end="", flush=True)
        try:
            await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            print("\r" + " " * len(status), end="\r")
            break


async def slow_function() -> int:
    await asyncio.sleep(3)
    return 42


async def main() -> int:
    spinner = asyncio.create_task(spin("thinking!"))
    result = await slow_function()
    spinner.cancel()
    return result


answer = asyncio.run(main())
print(f"Answer: {answer}")
