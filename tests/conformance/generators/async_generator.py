# An async generator waits between its items while others run; aclose() runs its finally,
# and what is sent comes in.
import asyncio


async def ticks(n):
    try:
        for i in range(n):
            await asyncio.sleep(0.02)
            got = yield i
            if got is not None:
                print("got", got)
    finally:
        print("ticks end")


async def main():
    print([x async for x in ticks(3)])
    gen = ticks(10)
    print(await anext(gen))
    print(await gen.asend("sent"))
    await gen.aclose()
    try:
        await anext(gen)
    except StopAsyncIteration:
        print("StopAsyncIteration")
    print(await anext(gen, -1))


asyncio.run(main())
