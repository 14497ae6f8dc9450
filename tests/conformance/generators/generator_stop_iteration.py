# A StopIteration raised inside a generator is a RuntimeError outside (PEP 479); an error
# ends the generator, and running it inside itself is refused.


def leaks():
    yield 1
    raise StopIteration


gen = leaks()
print(next(gen))
try:
    next(gen)
except RuntimeError:
    print("StopIteration inside: RuntimeError")
print(next(gen, "exhausted"))


def fails():
    yield 1
    raise ValueError("broken")


gen = fails()
print(next(gen))
try:
    next(gen)
except ValueError as e:
    print("ValueError", e)
print(next(gen, "exhausted"))


def reenters():
    try:
        next(me)
    except ValueError:
        print("already executing: ValueError")
    yield "went on"


me = reenters()
print(next(me))


def squares(n):
    for i in range(n):
        yield i * i


print("for:", [x for x in squares(4)])
