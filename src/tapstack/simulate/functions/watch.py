"""What ends a call that really takes too long, such as a loop without an end."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WALL_SECONDS = 60.0
"""How long a call may really take: longer than any that ends takes on a busy machine."""
_AGAIN = 1.0  # seconds until the next attempt, where a bare ``except`` has caught the one before


class TimeUpError(BaseException):
    """The deadline of a call is past. No Exception: a function must not catch it by accident."""


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Raises TimeUpError in what is done meanwhile, once it has really taken so many seconds."""
    main = threading.current_thread() is threading.main_thread()
    with _alarm(seconds) if main and hasattr(signal, "setitimer") else _interruption(seconds):
        yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """By a signal, which ends waiting too: only a main thread can have one."""

    def ring(*_: Any) -> None:
        raise TimeUpError

    before = signal.signal(signal.SIGALRM, ring)
    left, again = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, left, again)


@contextmanager
def _interruption(seconds: float) -> Iterator[None]:
    """By an exception that another thread sets: it comes with the next instruction, not while the thread waits."""
    thread, lock, over = ctypes.c_ulong(threading.get_ident()), threading.Lock(), threading.Event()

    def ring() -> None:
        while not over.is_set():
            with lock:
                if not over.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TimeUpError))
            over.wait(_AGAIN)

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        over.set()
        timer.cancel()
        with lock:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, None)
        timer.join()
