"""Heavy computing and the writing of a file, beside a loop that goes on."""

import asyncio
import itertools
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


frames = 0


async def spin() -> None:
    global frames
    for frames in itertools.count():
        char = "|/-\\"[frames % 4]
        print(f"\r{char} working", end="", flush=True)
        await asyncio.sleep(0.1)


def count_primes(below: int) -> int:
    return sum(all(n % d for d in range(2, int(n**0.5) + 1)) for n in range(2, below))


def save(name: str, text: str) -> bool:
    return Path(name).write_text(text) == len(text)


async def main() -> None:
    spinner = asyncio.create_task(spin(), name="spinner")
    loop = asyncio.get_running_loop()

    with ProcessPoolExecutor() as pool:
        primes = await loop.run_in_executor(pool, count_primes, 300_000)
    turned = frames > 1
    saved = await asyncio.to_thread(save, "primes.txt", f"{primes} primes\n")

    spinner.cancel()
    print(f"\r{primes} primes below 300000")
    print(f"the spinner turned meanwhile: {'yes' if turned else 'no'}")
    print(f"the file is written: {'yes' if saved else 'no'}")


if __name__ == "__main__":
    asyncio.run(main())
