"""The common shutdown: cancel all other tasks, whatever their results, and gather them."""

import asyncio


async def wait_for(name, result):
    try:
        await asyncio.sleep(10)
        return result
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise


async def fail():
    raise ValueError("no")


async def main():
    asyncio.create_task(wait_for("number", 1))
    asyncio.create_task(wait_for("text", "text"))
    failing = asyncio.create_task(fail())
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    others.sort(key=lambda task: int(task.get_name().removeprefix("Task-")))
    await asyncio.sleep(0)
    print("failed:", failing.exception())
    for task in others:
        task.cancel()
    results = await asyncio.gather(*others, return_exceptions=True)
    print([type(result).__name__ for result in results])
    try:
        await others[2]
    except ValueError as error:
        print("awaited:", error)
    print(others[2].exception(), others[0].cancelled())


asyncio.run(main())
