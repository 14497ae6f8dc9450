# Cancelling the task of a group, in its body or at its exit, cancels the children, waits for
# them, and comes out as CancelledError; a second cancel() does not hurry it.
import asyncio


async def child(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        await asyncio.sleep(0.05)
        print(name, "cleaned up")
        raise


async def parent(wait_in_body):
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(child("child"))
            if wait_in_body:
                await asyncio.sleep(10)
            print("body ends")
    except asyncio.CancelledError:
        print("parent: CancelledError, cancelling", asyncio.current_task().cancelling())
        raise


async def main():
    for wait_in_body in (True, False):
        task = asyncio.create_task(parent(wait_in_body))
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.wait([task])
        print("cancelled:", task.cancelled())


asyncio.run(main())
