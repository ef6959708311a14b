"""Layers that run in a process beside this one, while it is busy with others."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tapstack.findings import Finding

Results = dict[str, "list[Finding]"]
Work = Callable[[], tuple[Results, list[str]]]


def possible(layers: Sequence[str], heavy: Sequence[str]) -> bool:
    """Whether it pays and is safe: work for both, a second processor, and no threads, with which a fork may hang."""
    both = any(name in heavy for name in layers) and any(name not in heavy for name in layers)
    return both and hasattr(os, "fork") and (os.cpu_count() or 1) > 1 and threading.active_count() == 1


class Beside:
    """A forked process that does ``work`` and hands its result over a pipe."""

    def __init__(self, work: Work) -> None:
        reading, writing = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(reading)
            _work(work, writing)
        os.close(writing)
        self._reading = reading

    def result(self) -> tuple[Results, list[str]]:
        """What came of the work. Raises what it raised, and RuntimeError where the process ended without a word."""
        with os.fdopen(self._reading, "rb") as pipe:
            said = pipe.read()
        os.waitpid(self._pid, 0)
        if not said:
            raise RuntimeError("The process that judges truths, links and the pair ended without a result.")
        found: Any = pickle.loads(said)  # noqa: S301 - from our own process
        if isinstance(found, BaseException):
            raise found
        results: tuple[Results, list[str]] = found
        return results


def _work(work: Work, writing: int) -> None:
    """Do it, say what came of it, and end at once, whatever happens: nothing of the parent's is cleaned up here."""
    gc.disable()
    try:
        try:
            said = pickle.dumps(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again in the parent
            said = _told(error)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(said)
    finally:
        os._exit(0)


def _told(error: BaseException) -> bytes:
    try:
        return pickle.dumps(error)
    except Exception:  # noqa: BLE001 - what cannot be sent is told in words
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
