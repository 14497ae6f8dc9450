# A future belongs to one loop: what is refused where futures of two loops meet, and which loop a gathering belongs to.
import asyncio


def attempt(name, function):
    try:
        function()
        print(name, "-> allowed")
    except ValueError as error:
        print(name, "->", error)


def main():
    loop, other = asyncio.new_event_loop(), asyncio.new_event_loop()
    mine, others = loop.create_future(), other.create_future()
    attempt("gather", lambda: asyncio.gather(mine, others))
    attempt("ensure_future", lambda: asyncio.ensure_future(others, loop=loop))
    attempt("run_until_complete", lambda: loop.run_until_complete(others))
    attempt("shield", lambda: asyncio.shield(others))

    async def inside():
        attempt("as_completed", lambda: list(asyncio.as_completed([mine, others])))
        attempt("gather inside", lambda: asyncio.gather(others))

    loop.run_until_complete(inside())

    # No loop runs here: it takes that of its futures.
    both = asyncio.gather(mine, mine)
    print("the loop of its futures:", both.get_loop() is loop)
    mine.set_result(1)
    print(*loop.run_until_complete(both))
    loop.close()
    other.close()


main()
