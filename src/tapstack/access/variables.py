"""Policy variables, ``${aws:username}`` or ``${aws:PrincipalTag/team, 'none'}``: what a request has in their place.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

from __future__ import annotations

import re
from typing import Final

from tapstack.access.request import Request

VERSION: Final = "2012-10-17"
"""The version of the policy language from which on there are variables."""
OLDEST: Final = "2008-10-17"
"""The version of a document that names none."""
_VARIABLE = re.compile(r"\$\{(?P<name>[^},]+)(?:,\s*'(?P<default>[^']*)'\s*)?\}")
_CHARACTERS = frozenset("*?$")
_WILD = re.compile(r"[*?$\ue000]")


def filled(text: str, request: Request) -> str | None:
    """The text with the values of its variables; None where one has no value, so that nothing is equal or like it.

    A variable whose value is not known stays.
    """
    pieces: list[str] = []
    end = 0
    for found in _VARIABLE.finditer(text):
        value = _value(found, request)
        if value is None:
            return None
        pieces += text[end : found.start()], value
        end = found.end()
    return "".join((*pieces, text[end:]))


def _value(found: re.Match[str], request: Request) -> str | None:
    name = found["name"].strip()
    has = None if name in _CHARACTERS else request.under(name.lower())
    if has is None or not has.sure or len(has.values) > 1:
        return found[0]
    if not has.values:
        return None if found["default"] is None else literal(found["default"])
    return found[0] if _WILD.search(has.values[0]) else has.values[0]


def literal(text: str) -> str:
    """A text in which ``${`` begins no variable."""
    return text.replace("${", "${$}{")
