# Callbacks run in the order of adding, one that was added twice runs twice, a removed one
# does not run, and set_exception and cancel call them, too.
import asyncio


def main():
    loop = asyncio.new_event_loop()

    def twice(f):
        print("twice")

    def removed(f):
        print("never: removed")

    for how in ("result", "exception", "cancel"):
        fut = loop.create_future()
        fut.add_done_callback(lambda f: print("first, cancelled:", f.cancelled()))
        fut.add_done_callback(twice)
        fut.add_done_callback(removed)
        fut.add_done_callback(twice)
        fut.remove_done_callback(removed)
        if how == "result":
            fut.set_result(None)
        elif how == "exception":
            fut.set_exception(ValueError("bad"))
            print("exception:", fut.exception())
        else:
            print("cancel ->", fut.cancel("enough"))
        print(how, "set; done:", fut.done())
        loop.call_soon(loop.stop)
        loop.run_forever()
    loop.close()


main()
