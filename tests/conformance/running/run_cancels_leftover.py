# run() cancels what main left behind, waits until it has cleaned up, and only then returns.
import asyncio


async def leftover():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("leftover cancelled")
        await asyncio.sleep(0.02)
        print("leftover cleaned up")
        raise


async def main():
    asyncio.create_task(leftover())
    await asyncio.sleep(0.02)
    return "result of main"


print(asyncio.run(main()))


async def failing():
    asyncio.create_task(leftover())
    await asyncio.sleep(0.02)
    raise ValueError("of main")


try:
    asyncio.run(failing())
except ValueError as e:
    print("raised", e)
