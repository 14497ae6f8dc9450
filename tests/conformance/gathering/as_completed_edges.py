# as_completed() of nothing is no iteration; a future that is done comes first; a cancelled
# one raises CancelledError at its item, and the others go on.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    print("nothing:", [await f for f in asyncio.as_completed([])])
    done, later, cancelled = (loop.create_future() for _ in range(3))
    done.set_result("done before")
    loop.call_later(0.02, cancelled.cancel, "gone")
    loop.call_later(0.05, later.set_result, "later")
    for following in asyncio.as_completed([later, cancelled, done]):
        try:
            print(await following)
        except asyncio.CancelledError as e:
            print("CancelledError:", *e.args)
    print("main cancelling:", asyncio.current_task().cancelling())


asyncio.run(main())
