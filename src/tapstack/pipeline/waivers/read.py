"""Waiver files: a YAML or JSON list of waivers, or a mapping with nothing but such a list, ``waivers``."""

from collections.abc import Iterable
from typing import Any

from tapstack.findings import Waiver, did_you_mean
from tapstack.pipeline.waivers.entry import entry
from tapstack.template.document import Document, load_document

_KEY = "waivers"
_FORM = "Write a list of waivers; [] if there are none."


def read(files: Iterable[str]) -> tuple[Waiver, ...]:
    """The waivers of ``files``.

    Raises InputError, with file, line and column, for whatever is not exactly a waiver, and for one that occurs twice.
    """
    found: dict[tuple[str | None, ...], Waiver] = {}
    for file in files:
        document = load_document(file, "a waiver file", _FORM)
        path, items = _list(document)
        for number, value in enumerate(items):
            waiver = entry(document, (*path, number), value)
            first = found.setdefault((waiver.rule, waiver.resource, waiver.region), waiver)
            if first is not waiver:
                message = f"The same rule, resource and region are waived at {first.file}:{first.line}."
                raise document.error(message, "Keep one of the two.", (*path, number))
    return tuple(found.values())


def _list(document: Document) -> tuple[tuple[str, ...], list[Any]]:
    """The path at which the list stands, and the list."""
    if not isinstance(document.value, dict):
        return (), _checked(document, (), document.value)
    for key in document.value:
        if key != _KEY:
            remedy = did_you_mean(key, [_KEY], otherwise=f"Write a list of waivers, alone or under {_KEY!r}.")
            raise document.error(f"Unknown key {key!r}.", remedy, (key,))
    return (_KEY,), _checked(document, (_KEY,), document.value.get(_KEY))


def _checked(document: Document, path: tuple[str, ...], value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise document.error("The waivers are not a list.", _FORM, path)
    return value
