"""The caller sends numbers, and a generator answers with their sum."""

from collections.abc import Generator


def adder() -> Generator[int, int, int]:
    print("  adder: starts")
    sum = 0
    for _ in range(2):
        number = yield sum
        print(f"  adder: was sent {number}")
        sum += number
    return sum


generator = adder()
try:
    generator.send(5)
except TypeError as error:
    print(f"main: {error}")

print(f"main: next gives {next(generator)}")
print(f"main: send gives {generator.send(10)}")
try:
    generator.send(20)
except StopIteration as end:
    print(f"main: it returned {end.value}")
