"""What the Rules section compares a parameter with: else nothing that is drawn would ever satisfy it."""

from collections.abc import Iterator
from typing import Any

from tapstack.template import Template


def compared(template: Template, name: str) -> list[str]:
    """The texts of each rule that refers to the parameter, each once."""
    rules = template.section("Rules").values()
    texts = (text for rule in rules if _refers(rule, name) for text in _texts(rule))
    return list(dict.fromkeys(texts))


def _refers(value: Any, name: str) -> bool:
    return value == {"Ref": name} or any(_refers(member, name) for member in _members(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for key, member in _items(value):
        if key not in ("Ref", "AssertDescription"):
            yield from _texts(member)


def _members(value: Any) -> list[Any]:
    return [member for _, member in _items(value)]


def _items(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
