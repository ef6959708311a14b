"""Whether a text fits a pattern with IAM's ``*`` and ``?``, where both may have tokens for what only AWS knows."""

from __future__ import annotations

import re
from functools import lru_cache

from tapstack.access.atoms import FIRST_MARK, LAST_MARK, MARK_OF_ACCOUNT, apart, atoms, some_text_is_of
from tapstack.render.pattern import ACCOUNT, TOKEN, alike

_VARIABLE = re.compile(r"\$\{(?P<name>[^}]*)\}")
_OPEN, _WILD = re.compile(r"\ue000|\$\{"), re.compile(r"[*?]")
_LITERAL = {"*": "\ue010", "?": "\ue011", "$": "\ue012"}
_UNKNOWN = f"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}]"
_TWELVE = re.compile(r"\d{12}")


@lru_cache(maxsize=65536)
def like(text: str, glob: str) -> bool | None:
    """True, False, or None where it depends on what AWS makes of a token or on a policy variable.

    ``*`` is of any text and ``?`` of one character; upper and lower case differ.
    """
    if glob == "*":
        return True
    if not _OPEN.search(text + glob):
        start = glob.removesuffix("*")
        if not _WILD.search(start):
            return text.startswith(start) if start != glob else text == glob
    text, glob = _accounts(text, glob)
    marks = {ACCOUNT: MARK_OF_ACCOUNT}
    one, other = _marked(text, marks), _marked(_variables(glob), marks)
    if _certain(other).fullmatch(one):
        return True
    if not re.search(_UNKNOWN, one):
        return None if re.search(_UNKNOWN, other) and _possible(other).fullmatch(one) else False
    one, other = apart(one, other)
    return None if some_text_is_of(atoms(one, stars=False), atoms(other, stars=True)) else False


def same(one: str, other: str) -> bool | None:
    """Whether two texts are one value; None where it depends on what AWS makes of a token or on a policy variable."""
    if one != other and "${" in other:
        if any(name not in _LITERAL for name in _VARIABLE.findall(other)):
            return None
        other = _VARIABLE.sub(lambda found: found["name"], other)
    return alike(one, other)


def _accounts(text: str, glob: str) -> tuple[str, str]:
    """Both with the one account of all regions as digits, if both have it and no other account stands beside it."""
    both = text + glob
    if ACCOUNT in text and ACCOUNT in glob and not _TWELVE.search(both):
        return text.replace(ACCOUNT, "0" * 12), glob.replace(ACCOUNT, "0" * 12)
    return text, glob


def _variables(glob: str) -> str:
    """``${*}`` is a star as such; any other variable is a token of its own."""

    def put(found: re.Match[str]) -> str:
        name = found["name"]
        return _LITERAL.get(name) or f"\ue000Variable:{name}@\ue001"

    return _VARIABLE.sub(put, glob)


def _marked(text: str, marks: dict[str, str]) -> str:
    """Each token as one private character, the same for the same token."""
    return TOKEN.sub(lambda token: marks.setdefault(token[0], chr(FIRST_MARK + len(marks))), text)


@lru_cache(maxsize=16384)
def _certain(glob: str) -> re.Pattern[str]:
    one = f"(?!{_UNKNOWN})."
    return re.compile(_plain(re.escape(glob).replace(r"\*", ".*").replace(r"\?", one)), re.DOTALL)


@lru_cache(maxsize=16384)
def _possible(glob: str) -> re.Pattern[str]:
    wide = _plain(re.escape(glob).replace(r"\*", ".*").replace(r"\?", "."))
    return re.compile(re.sub(_UNKNOWN, ".*", wide.replace(MARK_OF_ACCOUNT, r"\d{12}")), re.DOTALL)


def _plain(expression: str) -> str:
    for character, mark in _LITERAL.items():
        expression = expression.replace(mark, re.escape(character))
    return expression


@lru_cache(maxsize=65536)
def meet(one: str, other: str) -> bool:
    """Whether some text may fit two patterns at once, whatever AWS makes of tokens."""
    if other in ("*", one) or _certain(other).fullmatch(TOKEN.sub("x", one)):
        return True
    if not re.search(r"[*?\ue000]", one + other):
        return False
    marks = {ACCOUNT: MARK_OF_ACCOUNT}
    both = [_marked(_variables(text), marks).replace("?", "*") for text in (one, other)]
    return some_text_is_of(atoms(both[0], stars=True), atoms(both[1], stars=True))
