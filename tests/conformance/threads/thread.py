# A thread is stopped by message: it goes on until it looks. What it throws is its own affair, and what it returns is lost.
import threading


def patient(done, name):
    print(name, "asked to stop:", done.wait(60))


def main():
    done = threading.Event()
    thread = threading.Thread(target=patient, args=(done, "worker"))
    thread.start()
    print("alive:", thread.is_alive())
    print("main asks")
    done.set()
    thread.join()
    print("alive:", thread.is_alive())
    thread.join()

    short = threading.Thread(target=lambda: 42)
    short.start()
    short.join()
    print("alive:", short.is_alive())

    def failing():
        raise ValueError("no")

    thread = threading.Thread(target=failing)
    thread.start()
    thread.join()
    print("still here")


main()
