"""One generator hands its caller over to others, and takes what they return."""

from collections.abc import Generator, Iterator


def chapter(name: str, pages: int) -> Generator[str, None, int]:
    for page in range(1, pages + 1):
        yield f"{name}, page {page}"
    return pages


def book() -> Iterator[str]:
    total = yield from chapter("Threads", 2)
    print(f"  book: {total} pages so far")
    total += yield from chapter("Tasks", 3)
    print(f"  book: {total} pages so far")


for page in book():
    print(f"main: reads {page}")
