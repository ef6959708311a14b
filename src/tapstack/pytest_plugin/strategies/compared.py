"""What a template compares a parameter with: else nothing drawn would satisfy its rules or decide its conditions."""

from collections.abc import Iterator
from typing import Any

from tapstack.template import Template

_REGION = {"Ref": "AWS::Region"}


def compared(template: Template, name: str) -> list[str]:
    """The texts of each rule and condition that refers to the parameter, each once."""
    texts = (text for body in _bodies(template, name) for text in _texts(body))
    return list(dict.fromkeys(texts))


def beside_region(template: Template, name: str) -> bool:
    """Whether a rule or condition refers to the parameter and to the region."""
    return any(_REGION in _values(body) for body in _bodies(template, name))


def _bodies(template: Template, name: str) -> Iterator[Any]:
    for section in ("Rules", "Conditions"):
        for body in template.section(section).values():
            if {"Ref": name} in _values(body):
                yield body


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for key, member in _items(value):
        if key not in ("Ref", "Condition", "AssertDescription"):
            yield from _texts(member)


def _values(value: Any) -> Iterator[Any]:
    """The value and everything inside it."""
    yield value
    for _, member in _items(value):
        yield from _values(member)


def _items(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []
