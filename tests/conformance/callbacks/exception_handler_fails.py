# An exception handler that raises does not stop the loop either.
import asyncio
import logging

logging.disable(logging.CRITICAL)


def main():
    loop = asyncio.new_event_loop()

    def handler(lp, context):
        print("handler told of", context["exception"])
        raise RuntimeError("the handler's own")

    def bad(text):
        raise ValueError(text)

    loop.set_exception_handler(handler)
    loop.call_soon(bad, "one")
    loop.call_soon(print, "between")
    loop.call_soon(bad, "two")
    loop.call_soon(loop.stop)
    loop.run_forever()
    print("stopped as asked")
    loop.close()


main()
