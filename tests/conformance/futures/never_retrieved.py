# What the loop's exception handler is told of failures that nobody looks at. Cancelling too late counts as looking, but not on a gathering.
import asyncio
import gc


async def fail():
    raise ValueError("lost")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("  ", context["message"], "|", context["exception"]))

    for cancels in (False, True):
        print("cancelled too late:" if cancels else "left alone:")
        future = loop.create_future()
        future.set_exception(ValueError("lost"))
        if cancels:
            print("  ", future.cancel())
        del future
        gc.collect()

        task = asyncio.create_task(fail())
        await asyncio.sleep(0)
        if cancels:
            print("  ", task.cancel())
        del task
        gc.collect()

        gathering = asyncio.gather(fail())
        await asyncio.sleep(0.01)
        if cancels:
            print("  ", gathering.cancel())
        del gathering
        gc.collect()

    task = asyncio.create_task(fail())
    for operation in ("set_result", "set_exception"):
        try:
            getattr(task, operation)(ValueError())
        except RuntimeError as error:
            print(error)
    await asyncio.wait([task])
    task.cancel()


asyncio.run(main())
