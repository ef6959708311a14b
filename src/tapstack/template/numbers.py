"""Numbers of a text: a Python number where one holds it exactly enough, else the text as it stands."""

import math

_LONGEST_WHOLE = 18
_WHOLE_LIMIT = 2**63


def whole_number(text: str) -> int | str:
    """A decimal integer of 64 bits, or its text: no JSON reader agrees on longer ones (RFC 8259, section 6)."""
    if len(text) <= _LONGEST_WHOLE:
        return int(text)
    if len(text) > _LONGEST_WHOLE + 3:
        return text
    value = int(text)
    return value if -_WHOLE_LIMIT <= value < _WHOLE_LIMIT else text


def real_number(text: str) -> float | str:
    """A double, or the text where it is infinite as a double."""
    value = float(text)
    return value if math.isfinite(value) else text
