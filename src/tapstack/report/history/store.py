"""The file of the history. What is not ours is left as it is, and several runs may write at the same time."""

import contextlib
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from tapstack.findings import InputError, Trend, TrendPoint
from tapstack.report.history.rows import COLUMNS, COUNTS, NUMBERS, point, row

APPLICATION = 0x74617073
"""``taps``: what SQLite's header says of a file of ours. Source: https://www.sqlite.org/pragma.html#pragma_application_id"""
VERSION = 1
_PATIENCE = 60
"""Seconds to wait while another run writes, which takes milliseconds."""
_OTHER = "Name another file: --history FILE, or move this one away."
_TABLE = "CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, {})".format(
    ", ".join(f"{name} {'INTEGER' if name in (*NUMBERS, *COUNTS) else 'TEXT'} NOT NULL" for name in COLUMNS)
)
_INSERT = f"INSERT INTO run ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM run ORDER BY time, id"


def look(file: str) -> None:
    """Raises InputError where there is something to which no run could be added; nothing is changed."""
    if os.path.lexists(file):
        with _opened(file, new=True) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if not _empty(connection):
                _check(connection, file)
            connection.execute("CREATE TABLE look (id)")  # of a file that may only be read, BEGIN says nothing
            connection.execute("ROLLBACK")


def append(file: str, run: TrendPoint) -> None:
    """Adds a run, wholly or not at all. Raises InputError where it cannot be added."""
    with _opened(file, new=True) as connection, _writing(connection):
        _make(connection, file)
        connection.execute(_INSERT, row(run))


def read(file: str, last: int | None = None) -> Trend:
    """The runs, the oldest first, or only the ``last`` ones. Raises InputError for what is no history."""
    with _opened(file, new=False) as connection:
        _check(connection, file)
        rows = connection.execute(_SELECT).fetchall()
    try:
        points = tuple(map(point, rows))
    except (ValueError, RecursionError) as error:
        raise InputError("A run in the history is damaged.", remedy=_OTHER, file=file) from error
    return Trend(file, points if last is None else points[max(len(points) - last, 0) :])


@contextlib.contextmanager
def _opened(file: str, *, new: bool) -> Iterator[sqlite3.Connection]:
    """A connection; whatever goes wrong with it is an InputError, and an interruption leaves what was there."""
    try:
        _usable(file, new)
        uri = f"{Path(os.path.abspath(file)).as_uri()}?mode={'rwc' if new else 'ro'}"  # noqa: PTH100  links stay links
        with contextlib.closing(sqlite3.connect(uri, timeout=_PATIENCE, isolation_level=None, uri=True)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise InputError(f"The history cannot be used: {error}.", remedy=_OTHER, file=file) from error
    except OSError as error:
        message = f"The history cannot be used: {error.strerror}."
        raise InputError(message, remedy=_OTHER, file=file) from error


def _usable(file: str, new: bool) -> None:
    """Raises for what is no file, or not there, and for a pipe, of which SQLite would wait for the end."""
    path = Path(file)
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        if not new:
            raise InputError("There is no history.", remedy="Run tapstack verify, which begins one.", file=file)
    elif not stat.S_ISREG(path.stat().st_mode):
        raise InputError("The history is not a regular file.", remedy=_OTHER, file=file)


@contextlib.contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction, which no other run can be in at the same time."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _make(connection: sqlite3.Connection, file: str) -> None:
    """The table in a file without any; any other file must be ours."""
    if _empty(connection):
        connection.execute(_TABLE)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    _check(connection, file)


def _empty(connection: sqlite3.Connection) -> bool:
    return _number(connection, "schema_version") == 0 and _number(connection, "application_id") == 0


def _check(connection: sqlite3.Connection, file: str) -> None:
    if _number(connection, "application_id") != APPLICATION:
        raise InputError("A database, but no history of tapstack.", remedy=_OTHER, file=file)
    if (version := _number(connection, "user_version")) != VERSION:
        message = f"Version {version} of the history; this tapstack knows version {VERSION}."
        raise InputError(message, remedy=_OTHER, file=file)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    (number,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    return int(number)
