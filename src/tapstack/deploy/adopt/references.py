"""Which resources a piece of a template names, whatever its conditions.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html (Ref,
Fn::GetAtt in both forms, the variables of Fn::Sub, ``${!Literal}`` is text).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

_VARIABLE = re.compile(r"\$\{([^!}][^}]*)\}")


def named(value: Any, resources: Collection[str]) -> frozenset[str]:
    """The logical ids among ``resources`` that stand in ``value``."""
    return frozenset(name for name in _all(value) if name in resources)


def _all(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for member in value:
            yield from _all(member)
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _of(key, member) if len(value) == 1 else _all(member)


def _of(key: str, member: Any) -> Iterator[str]:
    if key == "Ref" and isinstance(member, str):
        yield member
    elif key == "Fn::GetAtt":
        yield _first(member)
    elif key == "Fn::Sub":
        yield from _of_sub(member)
    else:
        yield from _all(member)


def _first(member: Any) -> str:
    parts = member if isinstance(member, list) else str(member).split(".", 1)
    return str(parts[0]) if parts else ""


def _of_sub(member: Any) -> Iterator[str]:
    """Variables that the map gives are not names of resources, but the map may name some."""
    text, own = (member[0], member[1]) if isinstance(member, list) and len(member) == 2 else (member, {})
    for variable in _VARIABLE.findall(text) if isinstance(text, str) else ():
        name = variable.strip().split(".", 1)[0]
        if not isinstance(own, dict) or variable.strip() not in own:
            yield name
    yield from _all(list(own.values()) if isinstance(own, dict) else own)
