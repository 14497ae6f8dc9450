"""The same two steps with callbacks: each function is called when a step is done."""

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


def start(file: str) -> asyncio.Task:
    return asyncio.create_task(asyncio.to_thread(download, f"{SITE}flags/{file}"), name=file)


def show_flag(country: str) -> None:
    def named(first: asyncio.Task) -> None:
        name = json.loads(first.result())["name"]

        def pictured(second: asyncio.Task) -> None:
            assert second.result().startswith(b"<svg")
            print(f"{country}: {name}")

        start(f"{country}.svg").add_done_callback(pictured)

    try:
        start(f"{country}.json").add_done_callback(named)
    except urllib.error.HTTPError as error:
        print(f"{country}: no flag, status {error.status}")


async def main() -> None:
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print("an error in some callback"))
    for country in COUNTRIES:
        show_flag(country)
    print("all started")
    # Nobody tells when the last callback has been called.
    await asyncio.sleep(2)


asyncio.run(main())
