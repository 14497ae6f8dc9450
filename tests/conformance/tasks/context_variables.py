# A task runs in a copy of its creator's context, a callback in one of the time it was
# scheduled; what they set is not seen outside.
import asyncio
import contextvars

var = contextvars.ContextVar("var", default="default")


async def child(name):
    print(name, "sees", var.get())
    var.set(name)
    await asyncio.sleep(0.02)
    print(name, "still sees", var.get())


async def main():
    loop = asyncio.get_running_loop()
    print("main sees", var.get())
    token = var.set("main")
    loop.call_soon(lambda: print("callback sees", var.get()))
    a = asyncio.create_task(child("a"))
    var.set("changed")
    b = asyncio.create_task(child("b"))
    await asyncio.gather(a, b)
    print("main sees", var.get())
    var.reset(token)
    print("after reset", var.get())
    context = contextvars.copy_context()
    context.run(var.set, "inside")
    print("outside", var.get(), "| inside", context[var])
    await child("inline")
    print("main sees", var.get())


asyncio.run(main())
