# A bounded LifoQueue and PriorityQueue block like a Queue; a waiting getter is given what
# the queue's order says when it runs, not what was put first.
import asyncio


async def getter(q, name):
    print(name, "got", await q.get())
    q.task_done()


async def main():
    for kind in (asyncio.Queue, asyncio.LifoQueue, asyncio.PriorityQueue):
        q = kind(maxsize=3)
        tasks = [asyncio.create_task(getter(q, n)) for n in "ab"]
        await asyncio.sleep(0.02)
        for item in (2, 1, 3):
            q.put_nowait(item)
        print("full:", q.full(), "maxsize:", q.maxsize)
        await asyncio.gather(*tasks)
        print("left:", q.qsize(), q.get_nowait())
        q.task_done()
        await q.join()


asyncio.run(main())
