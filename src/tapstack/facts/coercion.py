"""From the value a template gives to the type the resource schema asks for, where CloudFormation accepts both.

CloudFormation takes ``"true"`` for a boolean, ``"5"`` for a number and ``5`` for a text. Only the spellings
that JSON itself would write are converted; any other value stays, for a linter to judge.
"""

import re
from typing import Any

from tapstack.facts.shapes import Scalar

_TRUTHS = {"true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,18})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")


def coerce(value: Any, scalar: Scalar | None) -> Any:
    """``value`` as ``scalar``: ``"true"`` is True, ``"5"`` is 5, ``"0.5"`` is 0.5, ``5`` is ``"5"``; else as it is."""
    if scalar == "string":
        return _text(value)
    if not isinstance(value, str) or scalar is None:
        return value
    if scalar == "boolean":
        return _TRUTHS.get(value, value)
    return _number(value, whole=scalar == "integer")


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and _DECIMAL.fullmatch(repr(value)):
        return repr(value)
    return value


def _number(text: str, *, whole: bool) -> Any:
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if not whole and _DECIMAL.fullmatch(text) else text
