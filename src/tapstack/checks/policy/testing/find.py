"""Which test file is about which rule file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tapstack.config.rule_files import ENDINGS
from tapstack.findings import InputError

_TESTS = re.compile(r"(?P<stem>.+)_tests?\.(?:ya?ml|json|jsn)", re.IGNORECASE)
_FOLDERS = frozenset({"test", "tests"})


@dataclass(frozen=True, slots=True)
class Pair:
    """A file of tests and the rule file that it is about; None where there is none of that name."""

    tests: str
    rules: str | None


def is_tests(path: Path) -> bool:
    """Whether a file is one of tests, by its name: ``<rule file>_tests.yml``."""
    return _TESTS.fullmatch(path.name) is not None


def pairs(path: str) -> list[Pair]:
    """The test files at ``path``, a folder or one such file, each with its rules.

    A rule file is looked for beside its tests, then beside the folder ``tests`` that they are in, then anywhere
    below ``path``. Raises InputError where ``path`` does not exist or two rule files are as near.
    """
    top = Path(path)
    if not top.exists():
        raise InputError("There is no such file or folder.", remedy="Name the folder of the rules.", file=path)
    root = top if top.is_dir() else top.parent
    known = _rule_files(root)
    tests = [top] if top.is_file() else sorted(file for file in top.rglob("*") if file.is_file() and is_tests(file))
    return [Pair(str(file), _rules_for(file, known)) for file in tests]


def _rule_files(root: Path) -> list[Path]:
    home = root.parent if root.name in _FOLDERS else root
    return sorted(file for file in home.rglob("*") if file.suffix in ENDINGS and file.is_file())


def _rules_for(tests: Path, known: Sequence[Path]) -> str | None:
    found = _TESTS.fullmatch(tests.name)
    stem = found["stem"] if found else tests.stem
    named = [file for file in known if file.stem == stem]
    for folder in _near(tests):
        for file in named:
            if file.parent == folder:
                return str(file)
    if len(named) > 1:
        files = " and ".join(map(str, named[:2]))
        raise InputError(f"It may be about {files}.", remedy="Put the tests beside their rules.", file=str(tests))
    return str(named[0]) if named else None


def _near(tests: Path) -> Iterator[Path]:
    yield tests.parent
    if tests.parent.name in _FOLDERS or os.fspath(tests.parent) == ".":
        yield tests.parent.parent
