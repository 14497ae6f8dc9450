# Tasks that end in one iteration wake their waiters in the order of their ends; a done
# callback added before the waiter runs before it.
import asyncio


async def job(name, gate):
    await gate
    print(name, "ends")
    return name


async def waiter(task):
    print("waiter of", await task)


async def main():
    gate = asyncio.get_running_loop().create_future()
    a, b = (asyncio.create_task(job(n, gate)) for n in "ab")
    a.add_done_callback(lambda t: print("callback of", t.result()))
    waiters = [asyncio.create_task(waiter(t)) for t in (b, a)]
    await asyncio.sleep(0.02)
    b.add_done_callback(lambda t: print("late callback of", t.result()))
    gate.set_result(None)
    await asyncio.gather(*waiters)


asyncio.run(main())
