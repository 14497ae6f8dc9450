# Callbacks of a future run in the iteration after it is done; what they schedule, one
# iteration later, and a callback added to a done future is scheduled at once.
import asyncio


def main():
    loop = asyncio.new_event_loop()
    fut = loop.create_future()

    def on_done(f):
        print("done with", f.result())
        loop.call_soon(print, "child of the done callback")
        f.add_done_callback(lambda g: print("added when done:", g is f))

    fut.add_done_callback(on_done)
    loop.call_soon(fut.set_result, 7)
    loop.call_soon(print, "same iteration as set_result")
    loop.call_later(0.03, loop.stop)
    loop.run_forever()
    loop.close()


main()
