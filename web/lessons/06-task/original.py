"""A coroutine that nobody starts, and a task, which the loop starts."""

import asyncio


async def work(name: str) -> int:
    print(f"  {name}: starts")
    await asyncio.sleep(1)
    print(f"  {name}: is done")
    return 42


async def main() -> None:
    forgotten = work("forgotten")
    task = asyncio.create_task(work("task"))
    task.add_done_callback(lambda done: print(f"callback: {done.result()}"))
    print("main: the task is made")

    try:
        print(f"main: {task.result()}")
    except asyncio.InvalidStateError:
        print("main: InvalidStateError, no result yet")

    print("main: waits")
    print(f"main: {await task}")
    forgotten.close()  # else Python warns that it was never awaited


asyncio.run(main())
