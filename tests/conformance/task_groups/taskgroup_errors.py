# A group collects every error, in order, also those of siblings that fail while they are
# cancelled and that of the body; it accepts no new task meanwhile.
import asyncio


async def bad(name, gate):
    await gate.wait()
    raise ValueError(name)


async def fails_in_cleanup(tg):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        late = asyncio.sleep(0)
        try:
            tg.create_task(late)
        except RuntimeError:
            print("create_task while shutting down: RuntimeError")
        late.close()
        raise KeyError("cleanup")


async def main():
    gate = asyncio.Event()
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad("first", gate))
            tg.create_task(bad("second", gate))
            tg.create_task(fails_in_cleanup(tg))
            await asyncio.sleep(0.02)
            gate.set()
    except BaseExceptionGroup as eg:
        print([type(e).__name__ for e in eg.exceptions])
    try:
        async with asyncio.TaskGroup() as tg:
            task = tg.create_task(asyncio.sleep(10))
            raise ValueError("body")
    except* ValueError as eg:
        print("body's:", [str(e) for e in eg.exceptions], "| task cancelled:", task.cancelled())


asyncio.run(main())
