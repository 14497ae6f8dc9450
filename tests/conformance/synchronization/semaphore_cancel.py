# A waiter of a semaphore that is cancelled, before or after its turn came, leaves its place
# to the next.
import asyncio


async def user(sem, name):
    try:
        async with sem:
            print(name, "in")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    for in_same_turn in (False, True):
        sem = asyncio.Semaphore(1)
        await sem.acquire()
        tasks = [asyncio.create_task(user(sem, n)) for n in "abc"]
        await asyncio.sleep(0.02)
        if in_same_turn:
            sem.release()
            tasks[0].cancel()
        else:
            tasks[1].cancel()
            await asyncio.sleep(0.02)
            sem.release()
        await asyncio.wait(tasks)
        print("cancelled:", [t.cancelled() for t in tasks], "locked:", sem.locked())
    try:
        asyncio.Semaphore(-1)
    except ValueError:
        print("negative: ValueError")


asyncio.run(main())
