"""Copies of this process, a few at a time: what each finds out comes back as text, and nothing else of it remains."""

from __future__ import annotations

import gc
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


class Forks:
    """At most ``many`` children at a time. A child writes its ``text``, which arrives when it ends."""

    def __init__(self, many: int) -> None:
        self.is_child = False
        self.text = ""
        self._many = many
        self._texts: list[str] = []
        self._open: dict[int, int] = {}
        self._write = -1

    def fork(self) -> bool:
        """Whether this is the child."""
        while len(self._open) >= self._many:
            self._collect()
        read, write = os.pipe()
        gc.freeze()  # what is there is not looked through again: the pages stay shared
        child = _forked()
        if child == 0:
            gc.disable()
            os.close(read)
            self.is_child, self._write, self._open = True, write, {}
            return True
        os.close(write)
        self._open[child] = read
        return False

    def _collect(self) -> None:
        """Wait for the child that was begun first, and take what it has written."""
        child, read = next(iter(self._open.items()))
        del self._open[child]
        with os.fdopen(read, "rb") as pipe:
            text = pipe.read().decode()
        _, status = os.waitpid(child, 0)
        self._texts.append(text if status == 0 else "")

    def finish(self) -> list[str]:
        """Wait for all children; their texts in the order in which they were begun, empty for one that crashed."""
        while self._open:
            self._collect()
        return self._texts

    @contextmanager
    def ending(self) -> Iterator[None]:
        """The child's last work: whatever comes of it, the child ends with it, and its text goes to the parent."""
        try:
            yield
        finally:
            self.end()

    def end(self) -> None:
        """The child has done its work."""
        with os.fdopen(self._write, "wb") as pipe:
            pipe.write(self.text.encode())
        os._exit(0)


def _forked() -> int:
    """As os.fork, of which newer Pythons warn where there are threads: a child here never waits for one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()
