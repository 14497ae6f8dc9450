# Unnamed tasks are numbered in order of creation; names need not differ, and may change. A callback
# is given the task, and so its name.
import asyncio


async def nothing():
    pass


async def main():
    numbered = [asyncio.create_task(nothing()) for _ in range(3)]
    named = asyncio.create_task(nothing(), name="worker")
    same = asyncio.create_task(nothing(), name="worker")
    print([t.get_name() for t in (*numbered, named, same)])
    same.set_name("renamed")
    same.add_done_callback(lambda t: print("done:", t.get_name(), t is same))
    await asyncio.gather(*numbered, named, same)
    print([t.get_name() for t in (*numbered, named, same)])


asyncio.run(main())
