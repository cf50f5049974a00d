"""Parts of a batch worked on in several threads, which share the arrays: what numpy and scipy do with them needs no turns."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from typing import TypeVar

_Part = TypeVar("_Part")
_Done = TypeVar("_Done")

MOST = 4
"""Threads beyond which the parts that Python itself works on, one thread at a time, leave nothing to gain."""


class Threads:
    """So many threads at the most: as many as this process may use processors where nobody says, up to `MOST`."""

    def __init__(self, count: int | None = None) -> None:
        self.count = max(1, min(MOST, processors()) if count is None else count)

    def map(self, work: Callable[[_Part], _Done], parts: Iterable[_Part]) -> Iterator[_Done]:
        """What `work` makes of each part, in the order of the parts. Never more parts are taken than threads, and one to go on with.

        A single part is worked on here, without a thread. An error that a part meets is raised in its place; on leaving early, what was
        begun is waited for and nothing more is begun.
        """
        waiting = iter(parts)
        first = list(islice(waiting, 2))
        if self.count == 1 or len(first) < 2:
            yield from map(work, chain(first, waiting))
            return
        pool = ThreadPoolExecutor(self.count)
        try:
            begun: deque[Future[_Done]] = deque()
            for part in chain(first, waiting):
                begun.append(pool.submit(work, part))
                if len(begun) > self.count:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many processors this process may use."""
    ours = getattr(os, "sched_getaffinity", None)
    return len(ours(0)) if ours is not None else os.cpu_count() or 1
