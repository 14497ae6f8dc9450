# Getters and putters that are cancelled, even once their turn has come, lose no item and no
# place for those behind them.
import asyncio


async def getter(q, name):
    try:
        print(name, "got", await q.get())
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def putter(q, item):
    try:
        await q.put(item)
        print("put", item)
    except asyncio.CancelledError:
        print("put of", item, "cancelled")
        raise


async def main():
    q = asyncio.Queue(1)
    tasks = [asyncio.create_task(getter(q, n)) for n in "abc"]
    await asyncio.sleep(0.02)
    tasks[1].cancel()
    q.put_nowait(1)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    print("size", q.qsize())
    q.put_nowait(2)
    tasks = [asyncio.create_task(putter(q, n)) for n in (3, 4, 5)]
    await asyncio.sleep(0.02)
    print("took", q.get_nowait())
    tasks[0].cancel()
    await asyncio.sleep(0.02)
    print("took", await q.get())
    await asyncio.wait(tasks)
    print("took", await q.get(), "empty:", q.empty())


asyncio.run(main())
