# A failure in a nested group ends that group alone where it is caught; where it is not, the
# outer group's error is a group in a group.
import asyncio


async def bad(gate):
    await gate.wait()
    raise ValueError("bad")


async def sibling(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    gate = asyncio.Event()
    gate.set()
    async with asyncio.TaskGroup() as outer:
        kept = outer.create_task(asyncio.sleep(0.05, "kept"))
        try:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(sibling("inner sibling"))
                inner.create_task(bad(gate))
        except* ValueError as eg:
            print("inner group caught:", [str(e) for e in eg.exceptions])
    print("outer sibling:", kept.result())
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(sibling("outer sibling"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(bad(gate))
    except* ValueError as eg:
        (inside,) = eg.exceptions
        print("nested:", type(inside).__name__, [str(e) for e in inside.exceptions])


asyncio.run(main())
