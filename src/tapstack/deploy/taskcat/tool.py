"""Which taskcat is run: the one that is named, or the one that this project installed; none from the search path."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tapstack.findings import MissingToolError

PLACES = (".peers/taskcat", ".tox/taskcat")
"""Environments of this project that have it: `make peers` makes the first, `tox -e taskcat` the second."""
_INSTALL = "Install it: make peers; or name one: --with PATH."


@dataclass(frozen=True, slots=True)
class Tool:
    """``path`` of the command, and the version that its environment says it has, "" if it says none."""

    path: Path
    version: str


def find(named: str | None, root: Path) -> Tool:
    """The taskcat ``named``, or that of the project at ``root``. Raises MissingToolError where there is none."""
    if named is not None:
        return _at(Path(named), f"There is no taskcat at {named}.")
    for place in PLACES:
        path = root / place / "bin" / "taskcat"
        if path.is_file():
            return _at(path, f"{path} is no command.")
    raise MissingToolError("taskcat is not installed.", remedy=_INSTALL)


def _at(path: Path, complaint: str) -> Tool:
    if not path.is_file() or not os.access(path, os.X_OK):
        raise MissingToolError(complaint, remedy=_INSTALL)
    return Tool(path.absolute(), _version(path))


def _version(path: Path) -> str:
    """As the metadata beside it say: to ask taskcat itself takes as long as to start it."""
    found = path.absolute().parent.parent.glob("lib/python*/site-packages/taskcat-*.dist-info")
    return next((folder.name.removesuffix(".dist-info").partition("-")[2] for folder in found), "")
