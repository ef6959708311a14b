"""Whether a JSON text goes beyond the limits, and where; needs no valid text and no recursion."""

import re

from tapstack.template import limits
from tapstack.template.lines import Lines

_MARK = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\],]', re.DOTALL)


def may_hold_too_much(text: str) -> bool:
    """A cheap upper bound of the number of values, for commas and brackets in texts count as well."""
    return text.count(",") + text.count("[") + text.count("{") >= limits.MAX_VALUES


def check_limits(text: str, file: str) -> None:
    """InputError at the first bracket that is too deep or the first value that is too many."""
    depth = count = 0
    for found in _MARK.finditer(text):
        mark = found.group()
        if mark in ("}", "]"):
            depth -= 1
        elif mark in ("{", "["):
            depth, count = depth + 1, count + 1
        elif mark == ",":
            count += 1
        if depth > limits.MAX_DEPTH:
            raise limits.too_deep(Lines(text).position(found.start()), file)
        if count > limits.MAX_VALUES:
            raise limits.too_many(Lines(text).position(found.start()), file)
