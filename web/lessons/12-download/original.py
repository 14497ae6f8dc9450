"""The flags of the 20 most populous countries, one by one and then all at once."""

import asyncio
import sys
import time

import aiohttp

COUNTRIES = "cn in us id pk br ng bd ru mx jp ph et eg vn cd tr ir de th".split()


async def get_flag(session: aiohttp.ClientSession, country: str) -> bytes:
    async with session.get(f"flags/{country}.svg") as response:
        response.raise_for_status()
        return await response.read()


async def one_by_one(session: aiohttp.ClientSession) -> float:
    start = time.monotonic()
    for country in COUNTRIES:
        await get_flag(session, country)
    return time.monotonic() - start


async def at_once(session: aiohttp.ClientSession) -> float:
    start = time.monotonic()
    await asyncio.gather(*(get_flag(session, country) for country in COUNTRIES))
    return time.monotonic() - start


async def main(site: str) -> None:
    async with aiohttp.ClientSession(base_url=site) as session:
        slow = await one_by_one(session)
        fast = await at_once(session)
    print(f"one by one: {slow:.2f} s, at once: {fast:.2f} s, {slow / fast:.1f} times faster")


asyncio.run(main(sys.argv[1]))
