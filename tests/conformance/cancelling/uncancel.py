# cancelling() counts the requests, uncancel() takes one back and never goes below zero; a
# request that was taken back has been thrown all the same.
import asyncio


async def worker():
    me = asyncio.current_task()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("caught, cancelling:", me.cancelling())
    print("uncancel ->", me.uncancel(), me.uncancel(), me.uncancel())
    await asyncio.sleep(0.02)
    return "went on"


async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.02)
    print(task.cancel(), task.cancel(), task.cancelling())
    print(await task, "| cancelling:", task.cancelling())


asyncio.run(main())
