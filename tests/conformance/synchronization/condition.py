# notify(n) wakes n waiters in order, who then take the lock one by one; wait_for() looks
# again after each; using it without the lock is an error.
import asyncio

items = []


async def consumer(cond, name):
    async with cond:
        await cond.wait_for(lambda: items)
        print(name, "takes", items.pop(0))


async def main():
    cond = asyncio.Condition()
    tasks = [asyncio.create_task(consumer(cond, n)) for n in "abc"]
    await asyncio.sleep(0.02)
    async with cond:
        items.append(1)
        cond.notify()
        print("notified one; locked:", cond.locked())
    await asyncio.sleep(0.02)
    async with cond:
        items.append(2)
        cond.notify_all()
    await asyncio.sleep(0.02)
    print("done:", [t.done() for t in tasks])
    async with cond:
        items.append(3)
        cond.notify(2)
    await asyncio.gather(*tasks)
    try:
        cond.notify()
    except RuntimeError:
        print("notify without the lock: RuntimeError")
    try:
        await cond.wait()
    except RuntimeError:
        print("wait without the lock: RuntimeError")


asyncio.run(main())
