# A Runner runs several mains in one loop, and closes it at the end.
import asyncio


async def first():
    asyncio.current_task().set_name("first")
    return asyncio.get_running_loop()


async def second(loop):
    print("same loop:", asyncio.get_running_loop() is loop)
    raise ValueError("second")


with asyncio.Runner() as runner:
    loop = runner.run(first())
    try:
        runner.run(second(loop))
    except ValueError as e:
        print("raised", e)
    print("get_loop is it:", runner.get_loop() is loop, "| closed:", loop.is_closed())
print("closed:", loop.is_closed())
