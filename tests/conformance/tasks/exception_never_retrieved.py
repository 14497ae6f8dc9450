# An exception that nobody looked at is told to the loop's handler when the last handle of
# the task goes; one that was looked at is not.
import asyncio
import gc


async def bad(text):
    raise ValueError(text)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda lp, context: print("handler:", context["exception"]))
    seen = asyncio.create_task(bad("seen"))
    unseen = asyncio.create_task(bad("unseen"))
    await asyncio.sleep(0.02)
    print("looked at:", seen.exception())
    del seen
    gc.collect()
    print("the other goes")
    del unseen
    gc.collect()
    print("gone")


asyncio.run(main())
