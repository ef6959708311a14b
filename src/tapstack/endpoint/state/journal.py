"""The file: a line that says what it is, then a line for each entry; the last may be a mark, which is written over."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from tapstack.endpoint.state.entries import Entry, read
from tapstack.findings import InputError

VERSION = 1
_KIND = "tapstack serve"
_NOTE = (
    "Requests as they came, with NoEcho values in them: keep this file to yourself. Nobody but its owner may read it."
)
_MARK = 80  # bytes of a mark, so that one can stand in another's place
_AWAY = "Move it away, or name another file: the account then begins empty."


class Journal:
    """The file of one account. Raises InputError where it cannot be had, is another's, or holds something else.

    ``seed`` and ``start`` are None until something has begun it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._file = self._opened()
        self._mark: int | None = None
        self._end = 0
        self.seed: int | None = None
        self.start: datetime | None = None
        try:
            self._read_head()
        except InputError:
            os.close(self._file)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._file)

    def _opened(self) -> int:
        """The file, for its owner only, locked."""
        try:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise InputError(
                f"{self.path}: the state cannot be kept there: {error.strerror}.", remedy="Name another file."
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.fchmod(file, 0o600)
        except OSError as error:
            os.close(file)
            message = f"{self.path}: another tapstack serve keeps its state there."
            raise InputError(message, remedy="End that one, or name another file.") from error
        return file

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """The number of each line and what it says.

        A last line that was not written to its end is left out, and will be written over.
        """
        with os.fdopen(os.dup(self._file), "rb") as file:
            self._end = file.seek(self._end)
            for number, line in enumerate(file, start=2):
                if not line.endswith(b"\n"):
                    return
                entry = self._entry(line, number)
                self._mark = self._end if entry.is_mark else None
                yield number, entry
                self._end += len(line)

    def _read_head(self) -> None:
        """The first line, which an empty file does not have yet."""
        with os.fdopen(os.dup(self._file), "rb") as file:
            line = file.readline()
        if line:
            self._begun(line)
            self._end = len(line)

    def begin(self, seed: int, start: datetime) -> None:
        """An empty file, for an account whose time begins at a moment."""
        self.seed, self.start = seed, start
        self._end, self._mark = 0, None
        os.ftruncate(self._file, 0)
        head = {"file": _KIND, "version": VERSION, "seed": seed, "start": start.isoformat(), "note": _NOTE}
        self._append(json.dumps(head))

    def add(self, entry: Entry) -> None:
        """Write what was done; a mark takes the place of the one before."""
        line = json.dumps(entry.told(), separators=(",", ":"))
        if self._mark is not None:
            self._end = self._mark
        self._mark = self._end if entry.is_mark else None
        self._append(line.ljust(_MARK) if entry.is_mark else line)

    def _append(self, line: str) -> None:
        data = line.encode() + b"\n"
        os.pwrite(self._file, data, self._end)
        self._end += len(data)
        os.ftruncate(self._file, self._end)

    def _begun(self, line: bytes) -> None:
        try:
            head = json.loads(line)
            kind, version = head["file"], int(head["version"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{self.path} is no state of tapstack serve.", remedy=_AWAY) from error
        if kind != _KIND:
            raise InputError(f"{self.path} is no state of tapstack serve.", remedy=_AWAY)
        if version > VERSION:
            message = (
                f"{self.path} was written by a newer tapstack: its version is {version}, this one knows {VERSION}."
            )
            raise InputError(message, remedy=f"Use the newer one. {_AWAY}")
        self._known(head)

    def _known(self, head: Mapping[str, Any]) -> None:
        try:
            self.seed, self.start = int(head["seed"]), datetime.fromisoformat(head["start"])
        except (ValueError, KeyError, TypeError) as error:
            raise self.broken(1) from error

    def _entry(self, line: bytes, number: int) -> Entry:
        try:
            return read(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise self.broken(number) from error

    def broken(self, number: int) -> InputError:
        """What to raise for a line that cannot be read."""
        return InputError("This line of the state is broken.", remedy=_AWAY, file=self.path, line=number)

    def differs(self, number: int, why: str) -> InputError:
        """What to raise for a line that does not lead to what it led to before."""
        message = f"What is kept here has another outcome now: {why}. Another version wrote it, or it was changed."
        return InputError(message, remedy=_AWAY, file=self.path, line=number)
