# What a task of one loop has waited for cannot be waited for in another; what nobody had to wait for can.
import asyncio


def attempt(name, wait):
    async def first():
        task = asyncio.create_task(wait())
        await asyncio.sleep(0)
        task.cancel()

    async def second():
        try:
            await wait()
        except RuntimeError as error:
            print(name, str(error).split(" is ")[1])

    asyncio.run(first())
    asyncio.run(second())


lock = asyncio.Lock()


async def hold():
    async with lock:
        print("not waited for: free in any loop")


asyncio.run(hold())
asyncio.run(hold())
asyncio.run(lock.acquire())
attempt("Lock", lock.acquire)
attempt("Event", asyncio.Event().wait)
attempt("Semaphore", asyncio.Semaphore(0).acquire)
attempt("Barrier", asyncio.Barrier(2).wait)

condition = asyncio.Condition()


async def wait_for_news():
    async with condition:
        await condition.wait()


attempt("Condition", wait_for_news)
print(condition.locked())

queue = asyncio.Queue(1)
attempt("Queue.get", queue.get)
queue.put_nowait(1)
attempt("Queue.put, after a get", lambda: queue.put(2))
attempt("Queue.join", queue.join)
