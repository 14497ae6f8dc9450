# The message of cancel() goes to the innermost await and back through every task that
# waits; without one there is none.
import asyncio


async def leaf():
    await asyncio.sleep(10)


async def middle(task):
    try:
        await task
    except asyncio.CancelledError as e:
        print("middle:", *e.args)
        raise


async def main():
    for message in (("why not",), ()):
        inner = asyncio.create_task(leaf())
        outer = asyncio.create_task(middle(inner))
        await asyncio.sleep(0.02)
        outer.cancel(*message)
        try:
            await outer
        except asyncio.CancelledError as e:
            print("main:", *e.args)
        print("inner cancelled:", inner.cancelled())
    fut = asyncio.get_running_loop().create_future()
    fut.cancel("a future's")
    try:
        fut.result()
    except asyncio.CancelledError as e:
        print("result:", *e.args)


asyncio.run(main())
