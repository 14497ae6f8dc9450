# A waiter that is cancelled, even after the lock was given to it, does not lose the lock for
# those behind it.
import asyncio


async def worker(lock, name):
    try:
        async with lock:
            print(name, "has it")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    for in_same_turn in (False, True):
        lock = asyncio.Lock()
        await lock.acquire()
        tasks = [asyncio.create_task(worker(lock, n)) for n in "abc"]
        await asyncio.sleep(0.02)
        if in_same_turn:
            lock.release()
            tasks[0].cancel()
        else:
            tasks[0].cancel()
            await asyncio.sleep(0.02)
            lock.release()
        await asyncio.wait(tasks)
        print("cancelled:", [t.cancelled() for t in tasks], "locked:", lock.locked())


asyncio.run(main())
