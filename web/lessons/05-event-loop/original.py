"""An event loop: a queue of functions, and who calls them one after another."""

import asyncio

loop = asyncio.new_event_loop()
loop.call_soon(lambda: print("callback: called"))


async def work() -> int:
    print("task: starts")
    await asyncio.sleep(1)
    print("task: goes on")
    try:
        loop.run_until_complete(loop.create_future())
    except RuntimeError as error:
        print(f"task: {error}")
    return 42


task = loop.create_task(work())

print("main: the queue is filled")
result = loop.run_until_complete(task)
print(f"main: the result is {result}")

loop.close()
try:
    loop.call_soon(lambda: print("callback: too late"))
except RuntimeError as error:
    print(f"main: {error}")
