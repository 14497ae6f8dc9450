# A timeout around a shield leaves the work running; its result can be had later, and an
# exception of the work comes through a shield.
import asyncio


async def work(gate, fail):
    await gate.wait()
    if fail:
        raise ValueError("work failed")
    return "work done"


async def main():
    for fail in (False, True):
        gate = asyncio.Event()
        task = asyncio.create_task(work(gate, fail))
        try:
            await asyncio.wait_for(asyncio.shield(task), 0.03)
        except asyncio.TimeoutError:
            print("TimeoutError; work done:", task.done())
        gate.set()
        try:
            print(await asyncio.shield(task))
        except ValueError as e:
            print("ValueError", e)
    done = asyncio.get_running_loop().create_future()
    done.set_result(1)
    print("shield of what is done is itself:", asyncio.shield(done) is done)


asyncio.run(main())
