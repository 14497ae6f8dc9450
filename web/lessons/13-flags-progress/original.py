"""Flags as they come, three requests at a time; what fails harms no other."""

import asyncio
import sys
import time
import urllib.request

SITE = sys.argv[1]
# There is no country "xx".
COUNTRIES = "cn in us id pk br ng bd xx ru mx jp ph et eg vn cd tr ir de th".split()


def download(address: str) -> bytes:
    with urllib.request.urlopen(address) as response:
        return response.read()


async def get_flag(slots: asyncio.Semaphore, country: str) -> tuple[str, bytes | OSError]:
    async with slots:
        try:
            return country, await asyncio.to_thread(download, f"{SITE}flags/{country}.svg")
        except OSError as error:
            return country, error


async def main() -> None:
    slots = asyncio.Semaphore(3)
    tasks = [asyncio.create_task(get_flag(slots, country), name=country) for country in COUNTRIES]

    start = time.monotonic()
    errors = []
    for done, completed in enumerate(asyncio.as_completed(tasks), start=1):
        country, flag = await completed
        if isinstance(flag, OSError):
            errors.append(f"{country}: {flag}")
        rate = done / (time.monotonic() - start)
        left = (len(COUNTRIES) - done) / rate
        print(f"{country}: {rate:.1f} a second, {left:.1f} s left")
    print(f"errors: {len(errors)}")
    for error in errors:
        print(error)


asyncio.run(main())
