# A future wakes all that wait for it, in order; cancelling one of the tasks cancels the
# future that they share, and so all of them.
import asyncio


async def waiter(n, fut):
    try:
        print(n, "got", await fut)
    except asyncio.CancelledError:
        print(n, "CancelledError")
        raise


async def main():
    loop = asyncio.get_running_loop()
    for how in ("result", "cancel"):
        fut = loop.create_future()
        tasks = [asyncio.create_task(waiter(n, fut)) for n in range(3)]
        await asyncio.sleep(0.02)
        if how == "result":
            fut.set_result("value")
        else:
            tasks[1].cancel()
        await asyncio.sleep(0.02)
        print(how, "future cancelled:", fut.cancelled())
        print("tasks cancelled:", [t.cancelled() for t in tasks])


asyncio.run(main())
