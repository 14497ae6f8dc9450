"""Nothing ends a thread from outside: it is sent a message, and must look."""

import threading
import time


def deaf(stop: threading.Event) -> None:
    for page in range(1, 4):
        print(f"deaf: reads page {page}")
        time.sleep(0.3)


def polite(stop: threading.Event) -> None:
    for page in range(1, 4):
        print(f"polite: reads page {page}")
        if stop.wait(0.3):
            print("polite: was asked to stop")
            return


print("main: asks the deaf thread to stop")
stop = threading.Event()
first = threading.Thread(target=deaf, args=(stop,))
first.start()
stop.set()
first.join()
print("main: the deaf thread is over")

print("main: asks the polite thread to stop")
stop = threading.Event()
second = threading.Thread(target=polite, args=(stop,))
second.start()
stop.set()
second.join()
print("main: the polite thread is over")
