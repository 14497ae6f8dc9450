"""`jumping_clock.py PROGRAM`: runs a program of asyncio whose waits take next to no time.

The loop's clock jumps to its next timer where nothing comes from outside. Of no use where threads work meanwhile.
"""

import asyncio
import runpy
import sys

# For what comes from the program's own sockets.
PATIENCE = 0.05


class JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._ahead = 0.0
        super().__init__()
        select = self._selector.select

        def jump(timeout: float | None = None) -> list:
            if timeout is None or timeout <= PATIENCE:
                return select(timeout)
            events = select(PATIENCE)
            if not events:
                self._ahead += timeout - PATIENCE
            return events

        self._selector.select = jump

    def time(self) -> float:
        return super().time() + self._ahead


class Policy(asyncio.DefaultEventLoopPolicy):
    _loop_factory = JumpingLoop


asyncio.set_event_loop_policy(Policy())
runpy.run_path(sys.argv[1], run_name="__main__")
