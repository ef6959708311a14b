"""Plain YAML scalars as values: YAML 1.1 by PyYAML's resolver, timestamps and ``=`` as text.

CloudFormation supports YAML 1.1 without timestamps (user guide, template formats), so ``2010-09-09`` is text.
"""

import math
import re
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from tapstack.template.numbers import whole_number

_PREFIX = "tag:yaml.org,2002:"
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_BOOLEANS = SafeConstructor.bool_values
_CONSTRUCT: Any = SafeConstructor()
_LONGEST_NUMBER = 400
_LONG_WHOLE = re.compile(r"[-+]?[0-9][0-9_]*+")

KNOWN_TAGS = frozenset(_PREFIX + name for name in ("str", "int", "float", "bool", "null"))
"""Explicit tags that a scalar may have."""


def implicit_tag(text: str) -> str:
    """What a plain scalar is: ``str``, ``int``, ``float``, ``bool``, ``null`` or ``merge``."""
    if len(text) > _LONGEST_NUMBER:  # the resolver's patterns take memory by the character
        return "int" if _LONG_WHOLE.fullmatch(text) else "str"
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            name = str(tag).removeprefix(_PREFIX)
            return "str" if name in ("timestamp", "value") else name
    return "str"


def scalar_value(kind: str, text: str) -> Any:
    """The value of a scalar of this kind; ValueError where the text does not have it.

    A number that does not fit in 64 bits, ``.inf`` and ``.nan`` stay text.
    """
    if kind == "null":
        return None
    if kind == "bool":
        return _boolean(text)
    if kind == "int":
        return _integer(text)
    if kind == "float":
        return _real(text)
    return text


def _boolean(text: str) -> bool:
    try:
        return bool(_BOOLEANS[text.lower()])
    except KeyError:
        raise ValueError(text) from None


def _integer(text: str) -> int | str:
    if len(text) > _LONGEST_NUMBER:
        return text
    node = yaml.ScalarNode(_PREFIX + "int", text)
    value = int(_CONSTRUCT.construct_yaml_int(node))
    return value if isinstance(whole_number(str(value)), int) else text


def _real(text: str) -> float | str:
    if len(text) > _LONGEST_NUMBER:
        return text
    node = yaml.ScalarNode(_PREFIX + "float", text)
    value = float(_CONSTRUCT.construct_yaml_float(node))
    return value if math.isfinite(value) else text
