# A waiter that is cancelled gets the lock back before CancelledError leaves wait().
import asyncio


async def waiter(cond, name):
    async with cond:
        try:
            await cond.wait()
            print(name, "notified")
        except asyncio.CancelledError:
            print(name, "cancelled; locked:", cond.locked())
            raise


async def main():
    cond = asyncio.Condition()
    a, b = (asyncio.create_task(waiter(cond, n)) for n in "ab")
    await asyncio.sleep(0.02)
    async with cond:
        a.cancel()
        await asyncio.sleep(0.02)
        print("main has the lock; a done:", a.done())
    await asyncio.wait([a])
    print("a cancelled:", a.cancelled(), "| locked:", cond.locked())
    async with cond:
        cond.notify()
    await b


asyncio.run(main())
