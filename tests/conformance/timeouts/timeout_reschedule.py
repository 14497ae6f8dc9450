# reschedule() brings a deadline nearer, sets one where none was, takes it away, and is
# refused before and after the block; a deadline in the past expires at the next wait.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    cm = asyncio.timeout(10)
    try:
        cm.reschedule(None)
    except RuntimeError:
        print("before the block: RuntimeError")
    try:
        async with cm:
            cm.reschedule(loop.time() + 0.02)
            await asyncio.sleep(10)
    except TimeoutError:
        print("brought nearer")
    try:
        cm.reschedule(None)
    except RuntimeError:
        print("after the block: RuntimeError")
    try:
        async with asyncio.timeout(None) as cm:
            cm.reschedule(loop.time() - 1)
            print("the past; expired yet:", cm.expired())
            await asyncio.sleep(10)
    except TimeoutError:
        print("the past: TimeoutError")
    async with asyncio.timeout(0.02) as cm:
        cm.reschedule(None)
        await asyncio.sleep(0.05)
    print("taken away; expired:", cm.expired(), cm.when())
    try:
        async with asyncio.timeout_at(loop.time() + 0.02):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout_at: TimeoutError")


asyncio.run(main())
