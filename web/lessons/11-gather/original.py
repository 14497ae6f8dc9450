"""Several jobs, one after another and then all at once."""

import asyncio
import time

JOBS = [("tea", 0.9), ("toast", 0.6), ("egg", 1.2)]


async def job(name: str, seconds: float) -> str:
    print(f"  {name}: started")
    await asyncio.sleep(seconds)
    print(f"  {name}: done after {seconds:.1f} s")
    return name


async def main() -> None:
    print("One after another:")
    start = time.monotonic()
    results = [await job(name, seconds) for name, seconds in JOBS]
    print(f"{', '.join(results)} in {time.monotonic() - start:.1f} s")

    print("All at once:")
    start = time.monotonic()
    results = await asyncio.gather(*(job(name, seconds) for name, seconds in JOBS))
    print(f"{', '.join(results)} in {time.monotonic() - start:.1f} s")


asyncio.run(main())
