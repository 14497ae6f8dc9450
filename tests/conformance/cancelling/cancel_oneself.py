# A task that cancels itself gets CancelledError at its next wait that really waits; without
# one it ends cancelled if it was cancelled in its last step.
import asyncio


async def waits():
    asyncio.current_task().cancel("myself")
    print("still running")
    done = asyncio.get_running_loop().create_future()
    done.set_result("awaiting what is done does not wait")
    print(await done)
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError as e:
        print("thrown at sleep(0):", *e.args)
        raise


async def returns():
    asyncio.current_task().cancel()
    return "lost"


async def main():
    for function in (waits, returns):
        task = asyncio.create_task(function())
        try:
            print(await task)
        except asyncio.CancelledError:
            print(function.__name__, "cancelled:", task.cancelled())


asyncio.run(main())
