"""Reading a script.

Steps: ``deploy``; ``update NAME=VALUE ...``; ``delete [REGION ...]``; ``refuse create|update|delete RESOURCE REGION``,
the next such call; ``lose Create|Update|Delete RESOURCE``, the next answer of a custom resource's provider;
``stop SECONDS``, the next operation so long after it has begun; ``wait SECONDS``; ``expect STATUS`` of the last
operation. What follows ``#`` is a comment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tapstack.findings import InputError, did_you_mean

_WORDS = {
    "deploy": (0, 0, ""),
    "update": (1, None, "NAME=VALUE ..."),
    "delete": (0, None, "[REGION ...]"),
    "refuse": (3, 3, "create|update|delete RESOURCE REGION"),
    "lose": (2, 2, "Create|Update|Delete RESOURCE"),
    "stop": (1, 1, "SECONDS"),
    "wait": (1, 1, "SECONDS"),
    "expect": (1, 1, "SUCCEEDED|FAILED|STOPPED"),
}
_CHOICES = {
    "refuse": ("create", "update", "delete"),
    "lose": ("Create", "Update", "Delete"),
    "expect": ("SUCCEEDED", "FAILED", "STOPPED"),
}


@dataclass(frozen=True)
class Step:
    """One line: its word, and what follows it."""

    word: str
    arguments: tuple[str, ...] = ()
    line: int = 0

    def __str__(self) -> str:
        return " ".join((self.word, *self.arguments))


def read(path: str) -> list[Step]:
    """The steps in a file. Raises InputError with file and line."""
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - the user's own path, as it was given
            return steps(file, path)
    except OSError as error:
        raise InputError(f"Cannot be read: {error.strerror}.", remedy="Name a script.", file=path) from error
    except UnicodeDecodeError as error:
        raise InputError("Is not UTF-8.", remedy="Save the script as UTF-8.", file=path) from error


def steps(lines: Iterable[str], file: str | None = None) -> list[Step]:
    """The steps on these lines. Raises InputError."""
    found = []
    for number, line in enumerate(lines, start=1):
        words = line.partition("#")[0].split()
        if words:
            found.append(_step(words, file, number))
    return found


def _step(words: list[str], file: str | None, line: int) -> Step:
    word, arguments = words[0], tuple(words[1:])
    if word not in _WORDS:
        raise InputError(f"Unknown step {word!r}.", remedy=did_you_mean(word, _WORDS), file=file, line=line)
    least, most, form = _WORDS[word]
    if len(arguments) < least or (most is not None and len(arguments) > most):
        raise InputError(f"{word} takes {form or 'nothing'}.", remedy="Mend the line.", file=file, line=line)
    if word in _CHOICES and arguments[0] not in _CHOICES[word]:
        raise InputError(f"{word} does not take {arguments[0]!r}.", remedy=f"Write {form}.", file=file, line=line)
    if word in ("stop", "wait") and not arguments[0].replace(".", "", 1).isdigit():
        raise InputError(f"{word} takes a number of seconds.", remedy="Write it in digits.", file=file, line=line)
    if word == "update" and not all("=" in one[1:] for one in arguments):
        raise InputError("update takes NAME=VALUE.", remedy="Write NAME=VALUE for each.", file=file, line=line)
    return Step(word, arguments, line)
