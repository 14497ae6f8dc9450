# Cancelling a task that waits for a gathering cancels the children, with the message; one
# that swallows it does not save the gathering.
import asyncio


async def child(name, swallow):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print(name, "cancelled:", *e.args)
        if not swallow:
            raise
    return name


async def parent():
    try:
        print("never:", await asyncio.gather(child("a", False), child("b", True)))
    except asyncio.CancelledError:
        print("parent: CancelledError")
        raise


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.02)
    task.cancel("stop all")
    await asyncio.sleep(0.02)
    print("parent cancelled:", task.cancelled())


asyncio.run(main())
