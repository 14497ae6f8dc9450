# Once a future is done its callbacks are scheduled: removing one is too late, and adding
# one appends.
import asyncio


async def main():
    fut = asyncio.get_running_loop().create_future()

    def second(f):
        print("second runs although it was removed")

    def first(f):
        print("first")
        f.remove_done_callback(second)
        f.add_done_callback(lambda g: print("third, added by first"))

    fut.add_done_callback(first)
    fut.add_done_callback(second)
    fut.set_result(None)
    await asyncio.sleep(0.02)


asyncio.run(main())
