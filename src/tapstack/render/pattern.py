"""Rendered values as texts in which what only AWS knows is a token: they can be taken apart and compared."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved

_OPEN, _CLOSE = "\ue000", "\ue001"
TOKEN: Final = re.compile(f"{_OPEN}[^{_CLOSE}]*{_CLOSE}")
_DIGITS = 12
_PLAIN = str.maketrans({'"': "'", "\\": "/", "\n": " ", _OPEN: "{", _CLOSE: "}"})


def pattern(value: Any) -> str:
    """A scalar as text; each unresolved part of it is a token that names kind, what it stands for, and region.

    Two equal patterns are the same value, whatever AWS makes of the tokens. Lists and maps have none: "".
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Unresolved):
        if value.kind != "String":
            return _token(value.kind, value.of, value.region)
        return "".join(
            [part if isinstance(part, str) else _token(part.kind, part.of, part.region) for part in value.parts]
        )
    return str(text_of(value)) if isinstance(value, bool | int | float) else ""


@lru_cache(maxsize=4096)
def _token(kind: str, of: str, region: str | None) -> str:
    return f"{_OPEN}{kind}:{of.translate(_PLAIN)}@{region or ''}{_CLOSE}"


ACCOUNT: Final = _token("PseudoParameter", "AWS::AccountId", None)


def is_whole(text: str) -> bool:
    """Whether a pattern has no tokens: it is the value itself."""
    return _OPEN not in text


def shown(text: str) -> str:
    """A pattern as people read it: ``${AWS::AccountId}`` for a token."""
    return TOKEN.sub(lambda token: "${" + _named(token[0]) + "}", text)


def _named(token: str) -> str:
    return token[1:-1].partition(":")[2].rpartition("@")[0]


def alike(one: str, other: str) -> bool | None:
    """Whether two patterns are the same value: True, False, or None where it depends on what AWS makes of tokens."""
    if one == other:
        return True
    if is_whole(one) and is_whole(other):
        return False
    if is_whole(one) or is_whole(other):
        whole, open_ = (one, other) if is_whole(one) else (other, one)
        return None if _expression(open_).fullmatch(whole) else False
    one, other = (text.replace(ACCOUNT, "0" * _DIGITS) for text in (one, other))
    if is_whole(one) and is_whole(other):
        return one == other
    heads = [TOKEN.split(text)[0] for text in (one, other)]
    tails = [TOKEN.split(text)[-1] for text in (one, other)]
    apart = not _either(str.startswith, *heads) or not _either(str.endswith, *tails)
    return False if apart else None


def _either(related: Any, one: str, other: str) -> bool:
    return bool(related(one, other) or related(other, one))


@lru_cache(maxsize=4096)
def _expression(text: str) -> re.Pattern[str]:
    """What a pattern may turn out to be; an account id has twelve digits."""
    pieces = TOKEN.split(text)
    gaps = [rf"\d{{{_DIGITS}}}" if token == ACCOUNT else ".*" for token in TOKEN.findall(text)]
    joined = (re.escape(piece) + gap for piece, gap in zip(pieces, [*gaps, ""], strict=True))
    return re.compile("".join(joined), re.DOTALL)


def lengths(text: str) -> tuple[int, int | None]:
    """The least and the most characters that a pattern may come to; the most is None where nothing bounds it."""
    if is_whole(text):
        return len(text), len(text)
    known = len(TOKEN.sub("", text))
    tokens = TOKEN.findall(text)
    accounts = sum(token == ACCOUNT for token in tokens)
    least = known + _DIGITS * accounts
    return least, least if accounts == len(tokens) else None
