"""The fields of an entry in a control file, each taken exactly or refused where it stands."""

from collections.abc import Iterable
from typing import Any

from tapstack.findings import did_you_mean
from tapstack.template.document import Document

Path = tuple[str | int, ...]

_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}


class Fields:
    """One mapping at ``path`` of a document. ``what`` names it in messages. Whatever does not fit is an InputError."""

    def __init__(self, document: Document, path: Path, value: Any, what: str) -> None:
        self.document, self.path, self.what = document, path, what
        if not isinstance(value, dict):
            raise document.error(f"{what} is {_kind(value)}, not a mapping.", "Write its keys and values.", path)
        self.value = value

    def only(self, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Refuses any other key, and that one of the required is missing."""
        known = (*(needed := tuple(required)), *optional)
        for key in self.value:
            if key not in known:
                raise self.document.error(f"Unknown key {key!r}.", did_you_mean(key, known), (*self.path, key))
        for key in needed:
            if key not in self.value:
                raise self.document.error(f"{self.what} has no {key!r}.", f"Write {key}.", self.path)

    def text(self, key: str) -> str:
        """A text with something in it, its lines joined; an empty one where the key is not there."""
        return text(self.document, (*self.path, key), self.value[key]) if key in self.value else ""

    def flag(self, key: str) -> bool:
        """True or false; false where the key is not there."""
        if not isinstance(found := self.value.get(key, False), bool):
            message = f"{key!r} is {_kind(found)}, not true or false."
            raise self.document.error(message, "Write true or false, without quotes.", (*self.path, key))
        return found

    def items(self, key: str) -> list[tuple[Path, Any]]:
        """The members of a list, each with its path; none where the key is not there."""
        path = (*self.path, key)
        found = self.value.get(key, [])
        if not isinstance(found, list):
            raise self.document.error(f"{key!r} is {_kind(found)}, not a list.", "Write a list; [] for none.", path)
        return [((*path, number), item) for number, item in enumerate(found)]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, each once."""
        found: list[str] = []
        for path, item in self.items(key):
            if (one := text(self.document, path, item)) in found:
                raise self.document.error(f"{one!r} stands there twice.", "Name it once.", path)
            found.append(one)
        return tuple(found)

    def line(self) -> int:
        """Where the mapping begins."""
        return self.document.line(self.path)


def text(document: Document, path: Path, value: Any) -> str:
    """``value`` as a text with something in it. Raises InputError for anything else."""
    if value is None or (isinstance(value, str) and not value.strip()):
        raise document.error(f"{path[-1]!r} is blank.", "Write a text, or leave it out.", path)
    if not isinstance(value, str):
        raise document.error(f"{path[-1]!r} is {_kind(value)}, not a text.", "Write a text, in quotes.", path)
    return " ".join(value.split())


def _kind(value: Any) -> str:
    return "blank" if value is None else _KINDS.get(type(value), "a text")
