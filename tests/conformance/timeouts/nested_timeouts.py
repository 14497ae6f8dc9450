# Of two nested timeouts the one that expires raises TimeoutError at its own block; the
# outer's passes the inner block as CancelledError.
import asyncio


async def main():
    for outer, inner in ((0.5, 0.03), (0.03, 0.5)):
        try:
            async with asyncio.timeout(outer) as a:
                try:
                    async with asyncio.timeout(inner) as b:
                        await asyncio.sleep(10)
                except TimeoutError:
                    print("inner block: TimeoutError")
                except asyncio.CancelledError:
                    print("inner block: CancelledError")
                    raise
                print("between the blocks")
        except TimeoutError:
            print("outer block: TimeoutError")
        print("expired: outer", a.expired(), "inner", b.expired())
    print("cancelling:", asyncio.current_task().cancelling())


asyncio.run(main())
