# A child that is cancelled by somebody else ends the gathering with CancelledError, without
# cancelling the others or the task that waits.
import asyncio


async def main():
    gate = asyncio.get_running_loop().create_future()
    victim = asyncio.create_task(asyncio.sleep(10))
    other = asyncio.ensure_future(gate)
    group = asyncio.gather(victim, other)
    await asyncio.sleep(0.02)
    victim.cancel("out")
    try:
        await group
    except asyncio.CancelledError:
        print("CancelledError; other done:", other.done())
    print("group cancelled:", group.cancelled(), "| main cancelling:", asyncio.current_task().cancelling())
    gate.set_result("value")
    print("other:", await other)
    print("nested:", await asyncio.gather(asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2)), asyncio.gather()))


asyncio.run(main())
