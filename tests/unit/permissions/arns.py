"""Whether the pattern of a policy's ``Resource`` can name a resource of a kind."""

import re
from functools import cache

_VARIABLE = re.compile(r"\$\{(\w+)\}")
# Variables that hold names with slashes in them; all others end at the next slash.
_WITH_SLASHES = re.compile(r"Path|ObjectName|LogGroupName|ParameterName")
_NAME, _PATH = "\x00", "\x01"


def fits(pattern: str, form: str) -> bool:
    """Whether some ARN of the format ``form``, ``arn:${Partition}:s3:::${BucketName}``, matches ``pattern``."""
    if pattern == "*":
        return True
    ours, theirs = pattern.split(":", 5), _VARIABLE.sub(_wildcard, form).split(":", 5)
    return len(ours) == len(theirs) and all(_meet(a, b) for a, b in zip(ours, theirs, strict=True))


def _wildcard(variable: re.Match[str]) -> str:
    return _PATH if _WITH_SLASHES.search(variable[1]) else _NAME


@cache
def _meet(pattern: str, form: str) -> bool:
    """Whether a text exists that both match; a variable of the format stands for one character or more."""
    if not pattern or not form:
        return not form and not pattern.strip("*")
    first, wanted = pattern[0], form[0]
    if first == "*":
        return _meet(pattern[1:], form) or _meet(pattern, form[1:])
    if wanted in (_NAME, _PATH):
        taken = wanted == _PATH or first != "/"
        return taken and (_meet(pattern[1:], form) or _meet(pattern[1:], form[1:]))
    return first == wanted and _meet(pattern[1:], form[1:])
