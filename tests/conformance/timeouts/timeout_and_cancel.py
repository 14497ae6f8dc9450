# Somebody who cancels the task is not mistaken for the timeout, a body that swallows the
# CancelledError ends normally, and an error of its own comes first.
import asyncio


async def waiter():
    async with asyncio.timeout(10):
        await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(waiter())
    await asyncio.sleep(0.02)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("CancelledError from outside; cancelling:", task.cancelling())
    async with asyncio.timeout(0.02) as cm:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed")
    print("expired:", cm.expired(), "cancelling:", asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.02) as cm:
            try:
                await asyncio.sleep(10)
            finally:
                raise ValueError("its own")
    except ValueError as e:
        print("ValueError", e, "| expired:", cm.expired())


asyncio.run(main())
