# A StreamReader: lines, exact counts, separators, what is missing at the end, and a limit.
import asyncio


async def main():
    reader = asyncio.StreamReader()
    reader.feed_data(b"one\ntwo\nabcdef--rest")
    print(await reader.readline(), await reader.readuntil(b"\n"))
    print(await reader.readexactly(3), await reader.readuntil(b"--"))
    task = asyncio.create_task(reader.readexactly(10))
    await asyncio.sleep(0.02)
    print("waits:", not task.done())
    reader.feed_eof()
    try:
        await task
    except asyncio.IncompleteReadError as e:
        print("incomplete:", e.partial, "of", e.expected)
    print("at eof:", reader.at_eof(), await reader.read(), await reader.readline())
    small = asyncio.StreamReader(limit=4)
    small.feed_data(b"0123456789\n")
    try:
        await small.readuntil(b"\n")
    except asyncio.LimitOverrunError as e:
        print("limit overrun, consumed", e.consumed)
    try:
        await small.readline()
    except ValueError:
        print("readline over the limit: ValueError")


asyncio.run(main())
