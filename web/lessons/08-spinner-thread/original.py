"""A thread turns a spinner while another thread waits."""

import itertools
import time
from threading import Event, Thread


def spin(done: Event, message: str) -> None:
    for char in itertools.cycle("|/-\\"):
        status = f"{char} {message}"
        print("\r" + status, end="", flush=True)
        if done.wait(0.1):
            break
    print("\r" + " " * len(status), end="\r")
    print("spinner: stops")


def slow_function() -> int:
    time.sleep(3)
    return 42


def main() -> None:
    done = Event()
    print("main: the slow function begins")
    spinner = Thread(target=spin, args=(done, "thinking!"))
    spinner.start()
    answer = slow_function()
    print("\rmain: asks the spinner to stop")
    done.set()
    spinner.join()
    print(f"Answer: {answer}")


main()
