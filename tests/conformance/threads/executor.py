# Calls in an executor of one worker run one after another, in order; a call that waits for
# its turn can be cancelled, and the others come to their end.
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def work(n):
    time.sleep(0.05)
    return n * n


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as pool:
        calls = [loop.run_in_executor(pool, work, n) for n in range(4)]
        for n, call in enumerate(calls):
            call.add_done_callback(lambda f, n=n: print("call", n, "cancelled:", f.cancelled()))
        print("cancel ->", calls[2].cancel())
        for n in (0, 1, 3):
            print("result", await calls[n])
    print(await asyncio.gather(*(asyncio.to_thread(work, n) for n in (5, 6))))


asyncio.run(main())
