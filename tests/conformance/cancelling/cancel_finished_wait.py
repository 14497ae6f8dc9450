# A task whose future is done but which has not run since is cancelled all the same: the
# result is lost to it, the future keeps it.
import asyncio


async def waiter(fut):
    try:
        print("never:", await fut)
    except asyncio.CancelledError:
        print("CancelledError; the future has", fut.result())
        raise


async def main():
    fut = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waiter(fut))
    await asyncio.sleep(0.02)
    fut.set_result("its result")
    print("cancel ->", task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        print("future cancelled:", fut.cancelled(), "task cancelled:", task.cancelled())


asyncio.run(main())
