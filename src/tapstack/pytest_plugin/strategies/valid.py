"""Complete sets of values that satisfy the Parameters and the Rules sections."""

from collections.abc import Mapping

from hypothesis import reject
from hypothesis import strategies as st

from tapstack.findings import InputError, Problem, Status
from tapstack.pytest_plugin.strategies.section import Section
from tapstack.render import Place

_REPAIRS = 30
_HOPELESS = 10


def valid_sets(
    section: Section, regions: tuple[str, ...], known: Mapping[str, st.SearchStrategy[str]]
) -> st.SearchStrategy[dict[str, str]]:
    """Sets that are taken in each of the regions. What breaks a rule has its parameters drawn again."""
    return _Sets(section, regions, known).strategy()


class _Sets:
    def __init__(self, section: Section, regions: tuple[str, ...], known: Mapping[str, st.SearchStrategy[str]]) -> None:
        self.section = section
        self.surroundings = [Place(region).pseudo for region in regions] or [{}]
        self.each = {name: self._one(name, known) for name in section.parameters.declarations}
        self.drawn = self.failed = 0

    def strategy(self) -> st.SearchStrategy[dict[str, str]]:
        @st.composite
        def drawn(draw: st.DrawFn) -> dict[str, str]:
            values = draw(st.fixed_dictionaries(self.each))
            for _ in range(_REPAIRS):
                broken = self._broken(values)
                if broken is None:
                    self.drawn += 1
                    return _given(values)
                for name in self._names(broken):
                    values[name] = draw(self.each[name])
            return self._give_up(values)

        return drawn()

    def _one(self, name: str, known: Mapping[str, st.SearchStrategy[str]]) -> st.SearchStrategy[str | None]:
        found = known[name] if name in known else self.section.supply(name).strategy
        has_default = self.section.parameters.declarations[name].default is not None
        return st.one_of(st.none(), found) if has_default else found

    def _broken(self, values: Mapping[str, str | None]) -> Problem | None:
        resolved = self.section.parameters.resolve(_given(values))
        for pseudo in self.surroundings:
            for problem in self.section.rules.evaluate(resolved, pseudo):
                if problem.status is Status.FAIL:
                    return problem
        return None

    def _names(self, broken: Problem) -> list[str]:
        return [name for name in self.section.rules.names(broken.path) if name in self.each]

    def _give_up(self, values: Mapping[str, str | None]) -> dict[str, str]:
        """Another example has to be drawn; InputError where it was so each time."""
        self.failed += 1
        broken = self._broken(values)
        if broken is None or self.drawn or self.failed < _HOPELESS:
            reject()
        place = self.section.template.position(broken.path)
        message = f"No set of parameters was found that rule {broken.path[1]} allows."
        names = ", ".join(f"{name!r}: ..." for name in self._names(broken))
        remedy = f"Mend the rule, or give strategies of your own: known={{{names}}}."
        raise InputError(message, remedy=remedy, file=self.section.template.file, line=place.line, column=place.column)


def _given(values: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text is not None}
