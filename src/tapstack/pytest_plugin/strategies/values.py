"""The values that one parameter takes."""

from collections.abc import Iterable

from hypothesis import strategies as st

from tapstack.pytest_plugin.strategies.judge import Judge
from tapstack.pytest_plugin.strategies.numbers import numbers
from tapstack.pytest_plugin.strategies.supply import Supply, together
from tapstack.pytest_plugin.strategies.texts import patterns, texts
from tapstack.template.declaration import Declaration

_MOST_MEMBERS = 4


def values(judge: Judge, meant: Iterable[str] = ()) -> Supply | None:
    """Values that are taken for certain; where there are none, those against which nothing is known; else None.

    ``meant`` are texts that may be values, such as those with which a rule compares the parameter.
    """
    declaration = judge.declaration
    made = members(declaration)
    if made is not None and declaration.type.splits:
        made = _lists(made)
    supplies = [made, _named([*_default(declaration), *meant])]
    found = _fitting(supplies, judge)
    return found.hidden() if found and declaration.no_echo else found


def members(declaration: Declaration) -> Supply | None:
    """Texts for one value, or one member of a list: most of them satisfy every constraint."""
    if declaration.allowed_values is not None:
        return _named(declaration.allowed_values)
    found = [numbers(declaration)] if declaration.type.is_number else []
    if not found or declaration.allowed_pattern is not None or declaration.min_length is not None:
        matching = texts(declaration.min_length or 0, declaration.max_length, patterns(declaration))
        found += [] if matching is None else [matching]
    return together(found)


def _fitting(supplies: list[Supply | None], judge: Judge) -> Supply | None:
    for fits in (judge.takes, judge.may_take):
        found = together([None if supply is None else supply.only(fits) for supply in supplies])
        if found is not None:
            return found
    return None


def _named(named: Iterable[str]) -> Supply | None:
    """Texts that the template names."""
    found = tuple(dict.fromkeys(named))
    return Supply(st.sampled_from(found), found) if found else None


def _default(declaration: Declaration) -> list[str]:
    return [] if declaration.default is None else [declaration.default]


def _lists(made: Supply) -> Supply:
    """Lists of one to four members, with and without spaces between."""
    several = st.lists(made.strategy, min_size=1, max_size=_MOST_MEMBERS)
    strategy = st.builds(lambda separator, texts: separator.join(texts), st.sampled_from([",", ", "]), several)
    return Supply(strategy, (*made.examples, ",".join(made.examples[:2])))
