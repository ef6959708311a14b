"""The history of runs: a file of SQLite that every run adds to, and the trend that it gives."""

from tapstack.report.history.point import point
from tapstack.report.history.store import append, look, read

__all__ = ["append", "look", "point", "read"]
