# reset() breaks those that wait, and leaves the barrier usable; a broken one refuses until
# it is reset; a barrier can be passed again and again.
import asyncio


async def party(bar, name):
    try:
        await bar.wait()
        print(name, "passes")
    except asyncio.BrokenBarrierError:
        print(name, "BrokenBarrierError")


async def main():
    bar = asyncio.Barrier(2)
    for _ in range(2):
        await asyncio.gather(party(bar, "a"), party(bar, "b"))
    waiting = asyncio.create_task(party(bar, "c"))
    await asyncio.sleep(0.02)
    await bar.reset()
    await waiting
    print("after reset: broken", bar.broken, "waiting", bar.n_waiting)
    await bar.abort()
    await party(bar, "d")
    await bar.reset()
    await asyncio.gather(party(bar, "e"), party(bar, "f"))
    print("parties:", bar.parties)


asyncio.run(main())
