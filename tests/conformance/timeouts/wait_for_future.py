# wait_for() of a future or task: a timeout cancels it, a result in time is returned, one
# that is done needs no time, and an exception comes through.
import asyncio


async def bad():
    await asyncio.sleep(0.02)
    raise ValueError("bad")


async def main():
    loop = asyncio.get_running_loop()
    fut = loop.create_future()
    try:
        await asyncio.wait_for(fut, 0.03)
    except asyncio.TimeoutError:
        print("TimeoutError; future cancelled:", fut.cancelled())
    fut = loop.create_future()
    loop.call_later(0.02, fut.set_result, "in time")
    print(await asyncio.wait_for(fut, 0.5))
    print("again, in no time:", await asyncio.wait_for(fut, 0))
    try:
        await asyncio.wait_for(asyncio.create_task(bad()), 0.5)
    except ValueError as e:
        print("raised", e)
    waiting = asyncio.create_task(asyncio.wait_for(loop.create_future(), 10))
    await asyncio.sleep(0.02)
    waiting.cancel("from outside")
    try:
        await waiting
    except asyncio.CancelledError:
        print("cancelled from outside:", waiting.cancelled())


asyncio.run(main())
