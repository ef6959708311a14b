"""What is just outside of what one parameter takes."""

from collections.abc import Iterator
from decimal import Decimal

from hypothesis import strategies as st

from tapstack.findings import Check
from tapstack.pytest_plugin.strategies.judge import Judge
from tapstack.pytest_plugin.strategies.numbers import step, written
from tapstack.pytest_plugin.strategies.supply import Supply
from tapstack.pytest_plugin.strategies.texts import patterns, texts
from tapstack.pytest_plugin.strategies.values import members
from tapstack.template import parameter_checks as checks
from tapstack.template.declaration import Declaration
from tapstack.template.parameter_acceptor import MOST_BYTES

_FOILS = " _-./:!0aAzZé\n"
_NO_NUMBERS = ("", "one", "1a", "a1", "--1", "1 2", "1.2.3", "1_000", "٣", "%")
_STEPS = (Decimal(1), Decimal("0.1"), Decimal(1000))


def outside(judge: Judge) -> list[Supply]:
    """Values that are refused for certain, a supply for each way; each way as near to what is taken as can be."""
    found = [_refused(judge, supply, check) for check, supply in _candidates(judge) if supply is not None]
    return [supply.hidden() if judge.declaration.no_echo else supply for supply in found if supply is not None]


def _refused(judge: Judge, supply: Supply, check: Check) -> Supply | None:
    """Those that this check refuses; a list has one such member among others."""
    if judge.declaration.type.splits and check is not checks.SIZE:
        supply = _among_others(supply, members(judge.declaration))
    return supply.only(lambda text: check.id in judge.refused_for(text))


def _candidates(judge: Judge) -> Iterator[tuple[Check, Supply | None]]:
    declaration = judge.declaration
    yield from _of_wrong_length(declaration)
    if declaration.min_value is not None:
        yield checks.VALUE_BOUNDS, _beyond(declaration.min_value, -1)
    if declaration.max_value is not None:
        yield checks.VALUE_BOUNDS, _beyond(declaration.max_value, 1)
    if declaration.type.is_number:
        yield checks.NUMBER, _texts(_NO_NUMBERS)
    good = members(declaration)
    for check in (checks.ALLOWED_VALUES, checks.ALLOWED_PATTERN, checks.FORMAT):
        yield check, None if good is None else _changed(judge, good, check)


def _of_wrong_length(declaration: Declaration) -> Iterator[tuple[Check, Supply | None]]:
    if declaration.min_length:
        yield checks.LENGTH, _of_length(declaration, declaration.min_length - 1)
    if declaration.max_length is not None:
        yield checks.LENGTH, _of_length(declaration, declaration.max_length + 1)
    elif declaration.allowed_values is None and not patterns(declaration):
        yield checks.SIZE, _texts(("a" * (MOST_BYTES + 1),))


def _of_length(declaration: Declaration, length: int) -> Supply | None:
    """Texts of exactly this length, which match the patterns if such texts are found."""
    for constrained in (True, False):
        supply = texts(length, length, patterns(declaration, constrained=constrained))
        if supply is not None and (exact := supply.only(lambda text: len(text) == length)):
            return exact
    return texts(length, length, ())


def _beyond(bound: Decimal, sign: int) -> Supply:
    return _texts(tuple(written(bound + sign * by) for by in (step(bound), *_STEPS)))


def _changed(judge: Judge, good: Supply, check: Check) -> Supply | None:
    """Good texts with one character changed, added or taken away so that this check alone refuses them."""

    def refused(text: str) -> list[str]:
        return [other for other in _variants(text) if judge.refused_for(other) == {check.id}]

    examples = tuple(other for text in good.examples for other in refused(text))
    strategy = good.strategy.map(refused).filter(bool).flatmap(st.sampled_from)
    return Supply(strategy, examples)


def _variants(text: str) -> Iterator[str]:
    """The text with small changes at its beginning, middle and end; then all of one character."""
    for place in dict.fromkeys((len(text) - 1, 0, len(text) // 2)):
        if 0 <= place < len(text):
            yield from (text[:place] + foil + text[place + 1 :] for foil in _FOILS)
            yield text[:place] + text[place].swapcase() + text[place + 1 :]
    yield from (text + foil for foil in _FOILS)
    yield from (foil + text for foil in _FOILS)
    yield from (text[:-1], text[1:])
    yield from (foil * len(text) for foil in _FOILS)


def _among_others(bad: Supply, good: Supply | None) -> Supply:
    """Lists of which one member is bad."""
    around = st.lists(good.strategy, max_size=2) if good else st.just([])
    strategy = st.builds(lambda before, text, after: ",".join([*before, text, *after]), around, bad.strategy, around)
    return Supply(strategy, bad.examples)


def _texts(found: tuple[str, ...]) -> Supply:
    return Supply(st.sampled_from(found), found)
