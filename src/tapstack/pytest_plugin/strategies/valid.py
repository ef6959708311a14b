"""Complete sets of values that satisfy the Parameters and the Rules sections."""

from collections.abc import Callable, Mapping
from random import Random
from typing import NoReturn

from hypothesis import reject
from hypothesis import strategies as st

from tapstack.findings import InputError, Problem, Status
from tapstack.pytest_plugin.strategies.section import Section
from tapstack.render import Place

_REDRAWN = 10
_REPAIRED = 200
_SEARCHED = 20

Known = Mapping[str, st.SearchStrategy[str]]
Values = dict[str, str | None]
"""Every parameter; None for one that is left out."""


class Sets:
    """The sets that are taken in each of the regions; InputError where none is found."""

    def __init__(self, section: Section, regions: tuple[str, ...], known: Known) -> None:
        self.section = section
        self.surroundings = [Place(region).pseudo for region in regions] or [{}]
        self.options: dict[str, tuple[str | None, ...]] = {}
        self.each = {name: self._one(name, known) for name in section.parameters.declarations}
        self._example = self._found()

    def strategy(self, without: str | None = None) -> st.SearchStrategy[dict[str, str]]:
        """Draws sets; ``without`` names a parameter whose value does not matter and is not drawn."""
        each = dict(self.each)
        if without in self.options:
            each[without] = st.just(self.options[without][0])
        return _drawn(self, each, self._example)

    def _one(self, name: str, known: Known) -> st.SearchStrategy[str | None]:
        has_default = self.section.parameters.declarations[name].default is not None
        omitted = (None,) if has_default else ()
        if name in known:
            found = known[name]
        else:
            supply = self.section.supply(name)
            found = supply.strategy
            self.options[name] = (*omitted, *supply.examples)
        return st.one_of(st.none(), found) if has_default else found

    def _found(self) -> Values | None:
        """A set that satisfies every rule; None where only the caller's own strategies can tell."""
        if self.options.keys() < self.each.keys():
            return None
        for seed in range(_SEARCHED):
            choose = self.chosen(Random(seed))  # noqa: S311  no secret is made
            found = self.repaired({name: choose(name) for name in self.each}, choose, _REPAIRED)
            if found is not None:
                return found
        return self._refuse({name: options[0] for name, options in self.options.items()})

    def chosen(self, random: Random) -> Callable[[str], str | None]:
        """Chooses among the examples of a parameter."""
        return lambda name: random.choice(self.options[name])

    def repaired(self, values: Values, choose: Callable[[str], str | None], times: int) -> Values | None:
        """The values after what breaks a rule was chosen again so often; None where a rule is broken still."""
        for _ in range(times):
            broken = self._broken(values)
            if broken is None:
                return values
            values |= {name: choose(name) for name in self._names(broken)}
        return None

    def _broken(self, values: Values) -> Problem | None:
        resolved = self.section.parameters.resolve(_given(values))
        for pseudo in self.surroundings:
            for problem in self.section.rules.evaluate(resolved, pseudo):
                if problem.status is Status.FAIL:
                    return problem
        return None

    def _names(self, broken: Problem) -> list[str]:
        return [name for name in self.section.rules.names(broken.path) if name in self.options]

    def _refuse(self, values: Values) -> NoReturn:
        broken = self._broken(values)
        rule = f"rule {broken.path[1]} allows" if broken else "all rules allow"
        path = broken.path if broken else ("Rules",)
        place, file = self.section.template.position(path), self.section.template.file
        known = ", ".join(f"{name!r}: ..." for name in (self._names(broken) if broken else self.options))
        message = f"No set of parameters was found that {rule}."
        remedy = f"Mend the rule, or give strategies of your own: known={{{known}}}."
        raise InputError(message, remedy=remedy, file=file, line=place.line, column=place.column)


def _given(values: Values) -> dict[str, str]:
    return {name: text for name, text in values.items() if text is not None}


@st.composite
def _drawn(
    draw: st.DrawFn, sets: Sets, each: Mapping[str, st.SearchStrategy[str | None]], example: Values | None
) -> dict[str, str]:
    """What breaks a rule has its parameters drawn again, then taken from what is known to be possible."""
    values: Values = draw(st.fixed_dictionaries(each))
    found = (
        sets.repaired(values, lambda name: draw(each[name]), _REDRAWN)
        or sets.repaired(values, sets.chosen(Random(0)), _REPAIRED)  # noqa: S311  no secret is made
        or example
    )
    if found is None:
        reject()
    return _given(found)
