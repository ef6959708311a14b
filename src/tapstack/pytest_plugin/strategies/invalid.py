"""Sets of values of which exactly one is refused."""

from collections.abc import Iterator

from hypothesis import strategies as st

from tapstack.findings import InputError
from tapstack.pytest_plugin.strategies.outside import outside
from tapstack.pytest_plugin.strategies.section import Section

Way = tuple[str, st.SearchStrategy[str | None]]


def invalid_sets(
    section: Section, valid: st.SearchStrategy[dict[str, str]]
) -> st.SearchStrategy[tuple[str, dict[str, str]]]:
    """The name of the parameter that is refused, and the set; every way of being refused is drawn equally often."""
    ways = list(_ways(section))
    if not ways:
        raise InputError(
            "The template has no parameters, so no value can be wrong.",
            remedy="Use a template with parameters.",
            file=section.template.file,
        )

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
        name, strategy = draw(st.sampled_from(ways))
        values = {**draw(valid)}
        text = draw(strategy)
        values.pop(name, None)
        return name, values if text is None else {**values, name: text}

    return drawn()


def _ways(section: Section) -> Iterator[Way]:
    for name, judge in section.judges.items():
        if judge.declaration.default is None:
            yield name, st.none()
        for supply in outside(judge):
            yield name, supply.strategy
