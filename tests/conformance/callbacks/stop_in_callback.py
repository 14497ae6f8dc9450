# stop() in a callback lets the iteration end: what is ready runs, what it schedules
# waits for the next run_forever().
import asyncio


def main():
    loop = asyncio.new_event_loop()

    def first():
        print("first")
        loop.stop()
        loop.call_soon(print, "child of first")

    loop.call_soon(first)
    loop.call_soon(print, "second")
    loop.run_forever()
    print("stopped; running:", loop.is_running())
    loop.call_soon(loop.stop)
    loop.run_forever()
    print("stopped again")
    loop.stop()
    loop.call_soon(print, "one iteration after an early stop()")
    loop.run_forever()
    print("closed:", loop.is_closed())
    loop.close()
    print("closed:", loop.is_closed())


main()
