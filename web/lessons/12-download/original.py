"""The flags of the 20 most populous countries, one by one and then all at once."""

import asyncio
import sys
import time
import urllib.request

SITE = sys.argv[1]
COUNTRIES = "cn in us id pk br ng bd ru mx jp ph et eg vn cd tr ir de th".split()


def download(address: str) -> bytes:
    with urllib.request.urlopen(address) as response:
        return response.read()


async def get_flag(country: str) -> bytes:
    return await asyncio.to_thread(download, f"{SITE}flags/{country}.svg")


async def one_by_one() -> float:
    start = time.monotonic()
    for country in COUNTRIES:
        await get_flag(country)
    return time.monotonic() - start


async def at_once() -> float:
    start = time.monotonic()
    tasks = [asyncio.create_task(get_flag(country), name=country) for country in COUNTRIES]
    await asyncio.gather(*tasks)
    return time.monotonic() - start


async def main() -> None:
    slow = await one_by_one()
    fast = await at_once()
    print(f"\n{len(COUNTRIES)} flags one by one: {slow:.3f} s")
    print(f"{len(COUNTRIES)} flags at once:    {fast:.3f} s, {slow / fast:.1f} times faster")


asyncio.run(main())
