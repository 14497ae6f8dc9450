# Of two requests to cancel that come before the task has run, the first one's message is
# thrown; wait_for() in no time of a gathering is a TimeoutError like any other.
import asyncio


async def sleeper():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("CancelledError:", *e.args)
        raise


async def gatherer(group):
    try:
        await group
    except asyncio.CancelledError as e:
        print("CancelledError:", *e.args)
        raise


async def main():
    task = asyncio.create_task(sleeper())
    await asyncio.sleep(0.02)
    task.cancel("first")
    task.cancel("second")
    await asyncio.wait([task])
    child = asyncio.create_task(asyncio.sleep(10))
    group = asyncio.gather(child)
    group.add_done_callback(lambda g: task.cancel("second"))
    task = asyncio.create_task(gatherer(group))
    await asyncio.sleep(0.02)
    child.cancel("first")
    await asyncio.wait([task])
    print("task cancelled:", task.cancelled(), "cancelling:", task.cancelling())
    child = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0.02)
    try:
        await asyncio.wait_for(asyncio.gather(child), 0)
    except asyncio.TimeoutError:
        print("TimeoutError; child cancelled:", child.cancelled())


asyncio.run(main())
