"""Texts of a given length, with and without patterns."""

from collections.abc import Iterator, Sequence
from random import Random

import regex
from hypothesis import strategies as st

from tapstack.pytest_plugin.strategies.identifiers import form
from tapstack.pytest_plugin.strategies.supply import Supply
from tapstack.pytest_plugin.strategies.walk import Walk
from tapstack.template.declaration import Declaration
from tapstack.template.java_pattern import translate
from tapstack.template.java_reader import InvalidPatternError, UntranslatableError
from tapstack.template.parameter_acceptor import MOST_BYTES

_MEMBER = r"(?:[^\x00-\x20,](?:[^,]*[^\x00-\x20,])?)?"
_NUMBER = r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,4})?"
_CHARACTERS = st.characters(exclude_categories=["C", "Zl", "Zp"])
_FEW = 20
_CHOICES = 40


def texts(least: int, most: int | None, patterns: Sequence[str]) -> Supply | None:
    """Texts of ``least`` to ``most`` characters that match these patterns; None where none was found."""
    if most is not None and least > most:
        return None
    if not patterns:
        return Supply(
            _free(least, most), tuple(dict.fromkeys(("a" * least, "a" * (least + 1 if most is None else most))))
        )
    try:
        walk = Walk(list(map(translate, patterns)))
        examples = tuple(walk.examples(_goals(least, most), most))
    except (InvalidPatternError, UntranslatableError, regex.error, TimeoutError):
        return None
    return Supply(_walked(walk, least, most, examples), examples) if examples else None


def patterns(declaration: Declaration, *, constrained: bool = True) -> list[str]:
    """What a text (a member, for a list) has to match, as AllowedPattern would say it.

    Without AllowedPattern itself where it is not to be ``constrained``.
    """
    own, pattern = declaration.type, declaration.allowed_pattern
    found = [form(own)] if pattern is None or own.format else []
    found += [_MEMBER] if own.splits else []
    found += [_NUMBER] if own.is_number else []
    found += [pattern.text] if pattern is not None and constrained else []
    return [text for text in found if text is not None]


def _goals(least: int, most: int | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys((least, least + _FEW if most is None else most)))


def _lengths(least: int, most: int | None) -> st.SearchStrategy[int]:
    """Lengths at and near both ends, and a few between."""
    near = least + _FEW if most is None else min(most, least + _FEW)
    ends = [st.just(least)] + ([] if most is None else [st.just(min(most, MOST_BYTES))])
    return st.one_of(*ends, st.integers(least, near))


@st.composite
def _free(draw: st.DrawFn, least: int, most: int | None) -> str:
    length = draw(_lengths(least, most))
    text = draw(st.text(_CHARACTERS, min_size=min(length, 1), max_size=min(length, _FEW)))
    return (text * (length // len(text) + 1))[:length] if text else text


@st.composite
def _walked(draw: st.DrawFn, walk: Walk, least: int, most: int | None, examples: tuple[str, ...]) -> str:
    """The choices of a text are drawn at once, as a few bytes: hypothesis shrinks one value far faster than many."""
    goal = draw(_lengths(least, most))
    choices = _endless(draw(st.binary(max_size=_CHOICES)))
    try:
        text = walk.text(lambda possibilities: next(choices) % possibilities, goal, most)
    except TimeoutError:
        text = None
    return draw(st.sampled_from(examples)) if text is None else text


def _endless(drawn: bytes) -> Iterator[int]:
    """The bytes, then numbers that follow from them; zeros from none, for then the simplest is wanted."""
    yield from drawn
    following = Random(drawn)  # noqa: S311  no secret is made
    while True:
        yield following.getrandbits(30) if drawn else 0
