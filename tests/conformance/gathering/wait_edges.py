# wait() returns at once for what is done, also with FIRST_EXCEPTION when the exception was
# there before; cancelling the waiting task cancels none of those it waits for.
import asyncio


async def job(gate, fail=False):
    await gate.wait()
    if fail:
        raise ValueError("failed")


async def main():
    open_, shut = asyncio.Event(), asyncio.Event()
    open_.set()
    bad = asyncio.create_task(job(open_, fail=True), name="bad")
    slow = asyncio.create_task(job(shut), name="slow")
    await asyncio.sleep(0.02)
    for when in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION):
        done, pending = await asyncio.wait([bad, slow], return_when=when)
        print([t.get_name() for t in done], [t.get_name() for t in pending])
    waiter = asyncio.create_task(asyncio.wait([slow]))
    await asyncio.sleep(0.02)
    waiter.cancel()
    try:
        await waiter
    except asyncio.CancelledError:
        print("waiter cancelled; slow cancelled:", slow.cancelled())
    shut.set()
    done, pending = await asyncio.wait([bad, slow])
    print("all done:", len(done), len(pending), "| exception:", bad.exception())


asyncio.run(main())
