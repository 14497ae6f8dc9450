"""`finally` whose cleanup waits: after a result, an error, a cancel, and where a cancel arrives during the cleanup."""

import asyncio


async def work(name, error=None):
    try:
        print(name, "begins")
        await asyncio.sleep(0)
        if error:
            raise error
        await asyncio.sleep(0)
        return name + "'s result"
    finally:
        print(name, "cleans up")
        await asyncio.sleep(0)
        print(name, "is clean")


async def tell(task):
    try:
        print("result:", await task)
    except ValueError as error:
        print("ValueError:", error)
    except asyncio.CancelledError as error:
        print("CancelledError:", *error.args)


async def main():
    await tell(asyncio.create_task(work("a")))
    await tell(asyncio.create_task(work("b", ValueError("no"))))
    c = asyncio.create_task(work("c"))
    await asyncio.sleep(0)
    c.cancel("first")
    await tell(c)
    d = asyncio.create_task(work("d", ValueError("lost")))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    d.cancel("second")
    await tell(d)


asyncio.run(main())
