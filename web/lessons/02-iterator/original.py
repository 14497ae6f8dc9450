"""Numbers one at a time: by hand, and from a generator."""

from collections.abc import Iterator


class ByHand:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.i = 0

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        if self.i == self.limit:
            raise StopIteration
        self.i += 1
        return self.i - 1


def custom_range(limit: int) -> Iterator[int]:
    print("  generator: starts")
    for i in range(limit):
        print(f"  generator: makes {i}")
        yield i
    print("  generator: ends")


by_hand = ByHand(limit=2)
print(f"by hand: {next(by_hand)}")
print(f"by hand: {next(by_hand)}")

numbers = custom_range(3)
print("main: the generator is made")
for number in numbers:
    print(f"main: takes {number}")
