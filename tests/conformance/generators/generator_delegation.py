# yield from passes values, send() and throw() through to the inner generator, its return
# value is that of the expression, and close() closes the inner one first.


def inner():
    try:
        got = yield "inner 1"
        print("inner got", got)
        try:
            yield "inner 2"
        except ValueError as e:
            print("inner handled", e)
        return "inner result"
    finally:
        print("inner finally")


def outer():
    try:
        result = yield from inner()
        print("outer got", result)
        yield "outer 1"
    finally:
        print("outer finally")


gen = outer()
print(next(gen))
print(gen.send("sent"))
print(gen.throw(ValueError("thrown")))
print(next(gen, "exhausted"))
closed = outer()
next(closed)
closed.close()
print("closed")
