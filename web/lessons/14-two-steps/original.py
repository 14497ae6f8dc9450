"""Two steps for each flag: first the country's name, then its picture."""

import asyncio
import json
import sys
import urllib.error
import urllib.request

SITE = sys.argv[1]
# There is no country "xx".
COUNTRIES = ["jp", "xx", "br", "de"]


def download(address: str) -> bytes:
    with urllib.request.urlopen(address) as response:
        return response.read()


async def get(file: str) -> bytes:
    return await asyncio.to_thread(download, f"{SITE}flags/{file}")


async def show_flag(country: str) -> None:
    try:
        name = json.loads(await get(f"{country}.json"))["name"]
        picture = await get(f"{country}.svg")
        assert picture.startswith(b"<svg")
        print(f"{country}: {name}")
    except urllib.error.HTTPError as error:
        print(f"{country}: no flag, status {error.status}")


async def main() -> None:
    tasks = [asyncio.create_task(show_flag(country), name=country) for country in COUNTRIES]
    await asyncio.gather(*tasks)
    print("all done")


asyncio.run(main())
