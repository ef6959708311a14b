"""Sets of values of which exactly one is refused."""

from collections.abc import Iterator, Mapping

from hypothesis import strategies as st

from tapstack.findings import InputError
from tapstack.pytest_plugin.strategies.outside import outside
from tapstack.pytest_plugin.strategies.section import Section
from tapstack.pytest_plugin.strategies.valid import Sets

Way = tuple[str, st.SearchStrategy[str | None]]


def invalid_sets(sets: Sets) -> st.SearchStrategy[tuple[str, dict[str, str]]]:
    """The name of the parameter that is refused, and the set; every way of being refused is drawn equally often."""
    ways = list(_ways(sets.section))
    if not ways:
        raise InputError(
            "The template has no parameter of which a value could be wrong.",
            remedy="Constrain one, or do not draw wrong values.",
            file=sets.section.template.file,
        )
    return _drawn(ways, {name: sets.strategy(without=name) for name, _ in ways})


@st.composite
def _drawn(
    draw: st.DrawFn, ways: list[Way], others: Mapping[str, st.SearchStrategy[dict[str, str]]]
) -> tuple[str, dict[str, str]]:
    name, strategy = draw(st.sampled_from(ways))
    text = draw(strategy)
    values = {other: given for other, given in draw(others[name]).items() if other != name}
    return name, values if text is None else {**values, name: text}


def _ways(section: Section) -> Iterator[Way]:
    for name, judge in section.judges.items():
        if judge.declaration.default is None:
            yield name, st.none()
        for supply in outside(judge):
            yield name, supply.strategy
