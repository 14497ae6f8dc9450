"""A server that finds characters by words of their names. Try it: nc 127.0.0.1 8888"""

import asyncio
import unicodedata

CHARACTERS = "☀☂♔♕♚♛🐈🐱🌷"


def has_word(character: str, word: str) -> bool:
    return word in unicodedata.name(character).split()


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    async for line in reader:
        word = line.decode().rstrip("\r\n").upper()
        found = [character for character in CHARACTERS if has_word(character, word)]
        for character in found:
            writer.write(f"{character} {unicodedata.name(character)}\n".encode())
        writer.write(f"{len(found)} found\n".encode())
        await writer.drain()
    writer.close()


async def ask(word: str, later: float) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    await asyncio.sleep(later)
    writer.write(f"{word}\n".encode())
    writer.write_eof()
    print(f"{word}:\n{(await reader.read()).decode()}", end="")
    writer.close()


async def main() -> None:
    server = await asyncio.start_server(serve, "127.0.0.1", 8888)
    async with server:
        await asyncio.gather(ask("chess", 2), ask("cat", 0), ask("dog", 1))
        print("Listening on port 8888 for ten minutes")
        await asyncio.sleep(600)


asyncio.run(main())
