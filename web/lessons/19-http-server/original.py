"""A web server over names of characters. Try it: curl '127.0.0.1:8080/?word=chess'"""

import asyncio
import unicodedata
from urllib.parse import parse_qs, urlsplit

CHARACTERS = "♔♕♖♚♛🐈🐱🌷"
ROWS = 3  # in one answer


def page(word: str, start: int) -> str:
    names = ((character, unicodedata.name(character)) for character in CHARACTERS)
    found = [f"{character} {name}" for character, name in names if word in name.split()]
    rows = "".join(f"<p>{row}\n" for row in found[start : start + ROWS])
    html = f"<form><input name=word><button>Find</button></form>\n{rows}"
    if len(found) > start + ROWS:
        html += f"<a href='/?word={word}&from={start + ROWS}'>more</a>\n"
    return html


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    request = await reader.readuntil(b"\r\n\r\n")
    _method, target, _version = request.decode().splitlines()[0].split()
    query = parse_qs(urlsplit(target).query)
    word = "".join(filter(str.isalpha, query.get("word", [""])[0])).upper()
    body = page(word, int(query.get("from", ["0"])[0])).encode()
    writer.write(
        b"HTTP/1.1 200 OK\r\n"
        b"Content-Type: text/html; charset=utf-8\r\n"
        b"Content-Length: %d\r\n"
        b"Connection: close\r\n\r\n%b" % (len(body), body)
    )
    await writer.drain()
    writer.close()


async def get(path: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", 8080)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    print(f"GET {path}\n{(await reader.read()).decode()}")
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", 8080)
    async with server:
        await get("/?word=chess")
        await get("/?word=chess&from=3")
        print("Listening on port 8080 for ten minutes")
        await asyncio.sleep(600)


asyncio.run(main())
