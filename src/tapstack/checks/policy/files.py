"""Finding rule files and taking them apart."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tapstack.checks.policy.engine import EngineError, RefusedError, binding, quiet, statuses
from tapstack.checks.policy.engine.apart import evaluate_apart
from tapstack.checks.policy.language import UnreadableError, read
from tapstack.checks.policy.unit import DEFAULT, Unit, opaque, units
from tapstack.config.rule_files import ENDINGS
from tapstack.findings import InputError
from tapstack.template.document import read_text

NOTHING = '{"Resources":{"Nothing":{"Type":"No::Such::Type"}}}'
_LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One file and the rules in it; none where it holds only comments."""

    path: str
    units: tuple[Unit, ...]


def rule_files(paths: Iterable[str]) -> Iterator[RuleFile]:
    """The rule files that ``paths`` (files or folders) name, each taken apart, in the order of their names.

    Raises InputError, with file, line and column, for one that is not there or that the engine cannot read.
    """
    return (rule_file(path) for path in found(paths))


def found(paths: Iterable[str]) -> list[str]:
    """The files themselves, each once. Raises InputError for a path that does not exist."""
    files: dict[str, str] = {}
    for path in paths:
        for file in _below(path):
            files.setdefault(os.path.realpath(file), file)
    return list(files.values())


def _below(path: str) -> Sequence[str]:
    if Path(path).is_file():
        return [path]
    if not Path(path).is_dir():
        raise InputError("There is no such rule file or folder.", remedy="Correct the path.", file=path)
    return sorted(str(file) for file in Path(path).rglob("*") if file.suffix in ENDINGS and file.is_file())


def rule_file(path: str) -> RuleFile:
    """The file, taken apart. Raises InputError where neither we nor the engine can read it."""
    return _taken_apart(path, _text(path))


@lru_cache(maxsize=64)
def _taken_apart(path: str, text: str) -> RuleFile:
    """A text is taken apart once, however often it is read."""
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
        return RuleFile(path, ())
    try:
        tree = read(text)
    except UnreadableError as error:
        return RuleFile(path, tuple(_unread(path, text, error)))
    parts = tuple(units(tree, path))
    if not any(unit.faults for unit in parts):
        _refuse_what_the_engine_refuses(path, text)
    return RuleFile(path, parts)


def _text(path: str) -> str:
    return read_text(path, "a file of Guard rules", _LARGEST).replace("\r\n", "\n")


def _refuse_what_the_engine_refuses(path: str, text: str) -> None:
    """The engine reads a text before it judges; what comes of judging nothing does not matter."""
    try:
        with quiet():
            binding().evaluate(NOTHING, text)
    except RefusedError as error:
        raise _refused(path, str(error), error.line, error.column) from error
    except EngineError:
        return


def _unread(path: str, text: str, fault: UnreadableError) -> Iterator[Unit]:
    """A text that we do not understand might end the process that judges it, so another one does."""
    try:
        tree = evaluate_apart(NOTHING, text)
    except RefusedError as error:
        ours, engines = (fault.line, fault.column, fault.message), (error.line, error.column, str(error))
        line, column, message = max(ours, engines)  # who came further is nearer to what is wrong
        raise _refused(path, message, line, column) from error
    except EngineError:
        return opaque(text, path, [DEFAULT])
    return opaque(text, path, statuses(tree))


def _refused(path: str, message: str, line: int, column: int) -> InputError:
    text = f"Guard cannot read the rules: {message}."
    return InputError(text, remedy="Correct them there.", file=path, line=line, column=column)
