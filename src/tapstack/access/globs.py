"""Whether a text fits a pattern with IAM's ``*`` and ``?``, where both may have tokens for what only AWS knows."""

from __future__ import annotations

import re
from functools import lru_cache

from tapstack.render.pattern import ACCOUNT, TOKEN, alike

_VARIABLE = re.compile(r"\$\{(?P<name>[^}]*)\}")
_OPEN, _WILD = re.compile(r"\ue000|\$\{"), re.compile(r"[*?]")
_LITERAL = {"*": "\ue010", "?": "\ue011", "$": "\ue012"}
_FIRST, _LAST = 0xE100, 0xF8FF
_ACCOUNT, _DIGIT = chr(_LAST), "\ue013"
_UNKNOWN = f"[{chr(_FIRST)}-{chr(_LAST)}]"
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
    marks = {ACCOUNT: _ACCOUNT}
    one, other = _marked(text, marks), _marked(_variables(glob), marks)
    if _certain(other).fullmatch(one):
        return True
    if not re.search(_UNKNOWN, one):
        return None if re.search(_UNKNOWN, other) and _possible(other).fullmatch(one) else False
    one, other = _apart(one, other)
    return None if _meet(_atoms(one, stars=False), _atoms(other, stars=True)) else False


def same(one: str, other: str) -> bool | None:
    """Whether two texts are one value; None where it depends on what AWS makes of a token or on a policy variable."""
    if one != other and _VARIABLE.search(other):
        return None
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
    return TOKEN.sub(lambda token: marks.setdefault(token[0], chr(_FIRST + len(marks))), text)


@lru_cache(maxsize=16384)
def _certain(glob: str) -> re.Pattern[str]:
    one = f"(?!{_UNKNOWN})."
    return re.compile(_plain(re.escape(glob).replace(r"\*", ".*").replace(r"\?", one)), re.DOTALL)


@lru_cache(maxsize=16384)
def _possible(glob: str) -> re.Pattern[str]:
    wide = _plain(re.escape(glob).replace(r"\*", ".*").replace(r"\?", "."))
    return re.compile(re.sub(_UNKNOWN, ".*", wide.replace(_ACCOUNT, r"\d{12}")), re.DOTALL)


def _plain(expression: str) -> str:
    for character, mark in _LITERAL.items():
        expression = expression.replace(mark, re.escape(character))
    return expression


def _atoms(text: str, *, stars: bool) -> tuple[str, ...]:
    """The characters; "" for what may be of any length, "?" only where it is a wildcard."""
    text = text.replace(_ACCOUNT, _DIGIT * 12)
    every = ("" if _FIRST <= ord(c) <= _LAST or (stars and c == "*") else c for c in text)
    return tuple(c if stars or c != "?" else "\ue011" for c in every)


def _apart(one: str, other: str) -> tuple[str, str]:
    """Without what both begin with: the same token is the same text."""
    place = 0
    while place < min(len(one), len(other)) and one[place] == other[place] and other[place] not in "*?":
        place += 1
    return one[place:], other[place:]


def _fits(atom: str, wanted: str) -> bool:
    digits = (atom == _DIGIT and wanted.isdigit()) or (wanted == _DIGIT and atom.isdigit())
    return digits or wanted in (atom, "?")


def _meet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether some text is of both: the places in ``other`` that can be reached, atom by atom of ``one``."""
    places = _widened({0}, other)
    for atom in one:
        if atom == "":
            places = set(range(min(places, default=len(other) + 1), len(other) + 1))
        else:
            stay = {place for place in places if place < len(other) and other[place] == ""}
            step = {place + 1 for place in places if place < len(other) and _fits(atom, other[place])}
            places = _widened(stay | step, other)
        if not places:
            return False
    return len(other) in places


def _widened(places: set[int], other: tuple[str, ...]) -> set[int]:
    """Also the places behind what may be empty."""
    pending = list(places)
    while pending:
        place = pending.pop()
        if place < len(other) and other[place] == "" and place + 1 not in places:
            places.add(place + 1)
            pending.append(place + 1)
    return places


@lru_cache(maxsize=65536)
def meet(one: str, other: str) -> bool:
    """Whether some text may fit two patterns at once, whatever AWS makes of tokens."""
    if other in ("*", one) or _certain(other).fullmatch(TOKEN.sub("x", one)):
        return True
    if not re.search(r"[*?\ue000]", one + other):
        return False
    marks = {ACCOUNT: _ACCOUNT}
    both = [_marked(_variables(text), marks).replace("?", "*") for text in (one, other)]
    return _meet(_atoms(both[0], stars=True), _atoms(both[1], stars=True))
