"""Patterns as sequences of atoms, and whether some text is of two of them at once."""

from __future__ import annotations

from typing import Final

FIRST_MARK, LAST_MARK = 0xE100, 0xF8FF
"""The private characters that stand for tokens; the last one for the account, which has twelve digits."""
MARK_OF_ACCOUNT: Final = chr(LAST_MARK)
_DIGIT, _QUESTION_MARK = "\ue013", "\ue011"


def atoms(text: str, *, stars: bool) -> tuple[str, ...]:
    """The characters; "" for what may be of any length, "?" only where it is a wildcard."""
    text = text.replace(MARK_OF_ACCOUNT, _DIGIT * 12)
    every = ("" if FIRST_MARK <= ord(c) <= LAST_MARK or (stars and c == "*") else c for c in text)
    return tuple(c if stars or c != "?" else _QUESTION_MARK for c in every)


def apart(one: str, other: str) -> tuple[str, str]:
    """Without what both begin with: the same token is the same text."""
    place = 0
    while place < min(len(one), len(other)) and one[place] == other[place] and other[place] not in "*?":
        place += 1
    return one[place:], other[place:]


def _fits(atom: str, wanted: str) -> bool:
    digits = (atom == _DIGIT and wanted.isdigit()) or (wanted == _DIGIT and atom.isdigit())
    return digits or wanted in (atom, "?")


def some_text_is_of(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
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
