"""Path -> bytes, whatever the path turns out to be."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from tapstack.findings import InputError


def read_bytes(path: str | Path, what: str, most: int, too_large: Callable[[int, str], InputError]) -> bytes:
    """The content of a regular file of at most ``most`` bytes; ``what`` names in a remedy what is wanted.

    Raises InputError, for a larger file the one that ``too_large`` makes of its size and its name.
    """
    file = shown(path)
    try:
        with open(path, "rb", opener=_open) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError("not a regular file.", remedy=f"Give the path of {what}.", file=file)
            if status.st_size > most:
                raise too_large(status.st_size, file)
            return stream.read(most + 1)
    except OSError as error:
        raise _unreadable(error, file, what) from None
    except ValueError:
        raise InputError("not a file name.", remedy=f"Give the path of {what}.", file=file) from None


def shown(path: str | Path) -> str:
    """The path as text that can be printed, whatever bytes it is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def _open(path: str, flags: int) -> int:
    """Opens without waiting, for a pipe without a writer would wait forever."""
    return os.open(path, flags | os.O_NONBLOCK)


def _unreadable(error: OSError, file: str, what: str) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError("no such file.", remedy="Correct the path.", file=file)
    if isinstance(error, IsADirectoryError):
        return InputError("a directory, not a file.", remedy=f"Give the path of {what}.", file=file)
    if isinstance(error, PermissionError):
        return InputError("no permission to read.", remedy="Allow reading the file.", file=file)
    reason = error.strerror or "cannot be read"
    return InputError(f"{reason}.", remedy=f"Give the path of {what} that can be read.", file=file)
