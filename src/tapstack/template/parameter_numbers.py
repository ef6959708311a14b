"""What CloudFormation takes for a number."""

import re
from decimal import Decimal
from typing import Final

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")
_DOUBTFUL = re.compile(
    r"\s*(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[dDfFlL]?|[+-]?(?:NaN|Infinity)|"
    r"[+-]?0[xX][0-9A-Fa-f.]+(?:[pP][+-]?[0-9]+)?[dDfF]?)\s*"
)


class Doubtful:
    """The answer for a text that a number parser may or may not take; no source says."""


DOUBTFUL: Final = Doubtful()


def number(text: str) -> Decimal | Doubtful | None:
    """The number a text stands for; None if it is none.

    "An integer or float" is all that the documentation says. Spaces around it, ``NaN``, hexadecimal and type
    suffixes are number texts to Java, in which CloudFormation's expressions are, so they are doubtful.
    """
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    return DOUBTFUL if _DOUBTFUL.fullmatch(text) else None
