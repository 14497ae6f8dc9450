# A lock goes to the one that waits longest: who releases it and asks again queues behind.
import asyncio


async def worker(lock, name):
    for i in range(2):
        async with lock:
            print(name, i, "locked:", lock.locked())
            await asyncio.sleep(0)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(worker(lock, n) for n in "abc"))
    print("locked:", lock.locked())
    try:
        lock.release()
    except RuntimeError:
        print("release of an unlocked lock: RuntimeError")
    print("acquire ->", await lock.acquire())


asyncio.run(main())
