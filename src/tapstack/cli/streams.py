"""Standard output and standard error, whatever state they are in."""

import contextlib
import os
import sys

from tapstack.findings import InputError
from tapstack.findings.plain import cut, plain


def restore() -> None:
    """Gives the process the streams that it was started without, as ones that keep nothing."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  it stays open


def put(text: str) -> None:
    """``text`` to standard output; what cannot be encoded is escaped.

    A reader that has gone away is no error. Raises InputError where nothing can be written for another reason.
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        drop("stdout")
    except OSError as error:
        drop("stdout")
        message = f"Standard output cannot be written: {error.strerror}."
        raise InputError(message, remedy="Make room, or send it elsewhere.") from error


def note(text: str) -> None:
    """``text`` as one line on standard error, if anybody can read it."""
    line = cut(plain(" ".join(text.split())))
    try:
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stderr.flush()
    except OSError:
        drop("stderr")


def drop(name: str) -> None:
    """Keeps the interpreter from complaining at its end of what is left in a stream that cannot be written."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), getattr(sys, name).fileno())
