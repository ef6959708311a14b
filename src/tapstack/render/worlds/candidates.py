"""The values of a parameter that can make a difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tapstack.facts.regions import is_region
from tapstack.render.worlds.samples import samples
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render.worlds.compared import Compared
    from tapstack.template.declaration import Declaration
    from tapstack.template.parameters import ParameterSet, ParameterValue, ParameterValues

_MOST_LISTED = 16


class Candidates:
    """The values to try, parameter by parameter.

    ``gaps`` collects in words what is not tried, ``invented`` what was made up to stand for any other.
    A text is tried only if nothing at all is said against it: what AWS might refuse makes no world.
    """

    def __init__(
        self, parameters: ParameterSet, given: ParameterValues, compared: Compared, regions: Sequence[str]
    ) -> None:
        self._parameters = parameters
        self._given = given.values
        self._compared = compared
        self.regions = tuple(regions)
        self.gaps: list[str] = []
        self.invented: dict[str, frozenset[str]] = {}

    def of(self, name: str) -> dict[str, ParameterValue]:
        """By text, what Ref gives for it: the given value first, unless nobody knows it."""
        found = {} if (own := self.given_text(name)) is None else {own: self._given[name]}
        declared = self._parameters.declarations[name]
        if declared.type.stored:
            self.gaps.append(f"{name}: only AWS knows what Parameter Store holds.")
            return found
        if name in self._compared.unsolved:
            self.gaps.append(f"{name}: it is compared with a text that other parameters make.")
        texts = self._listed(declared) if declared.allowed_values is not None else self._free(declared)
        found.update((text, value) for text in texts if (value := self._value(name, text)) is not None)
        return found

    def placed(self) -> dict[str, str]:
        """The parameters that say which of the regions does what, as given."""
        texts = {name: self.given_text(name) for name in self._given if name in self._compared.placed}
        return {name: text for name, text in texts.items() if text in self.regions}

    def given_text(self, name: str) -> str | None:
        """The text of its value in the given world; None where that is not known."""
        value = self._given[name]
        if isinstance(value, list):
            return ",".join(value)
        return None if isinstance(value, Unresolved) else value

    def _value(self, name: str, text: str) -> ParameterValue | None:
        """What it becomes; None where it is refused, or may be."""
        resolved = self._parameters.resolve({name: text}, complete=False)
        faulty = any(problem.path[:2] == ("Parameters", name) for problem in resolved.problems)
        return None if faulty else resolved.values[name]

    def _listed(self, declared: Declaration) -> list[str]:
        """Of AllowedValues: those it is compared with, and so many others as can differ from each other."""
        name, allowed = declared.name, list(dict.fromkeys(declared.allowed_values or ()))
        allowed = self._of_this_set(name, allowed)
        literals = set(self._compared.texts(name))
        others = [text for text in allowed if text not in literals]
        peers = self._compared.group(name)
        tells_apart = len(peers) > 1 or name in self._compared.composed
        spare = _MOST_LISTED if tells_apart else 2  # one of which may be the given value itself
        if tells_apart and len(others) > spare:
            self.gaps.append(f"{name}: {len(others) - spare} of its AllowedValues, from {others[spare]!r} on.")
        kept = set(others[:spare])
        return [text for text in allowed if text in literals or text in kept]

    def _of_this_set(self, name: str, allowed: list[str]) -> list[str]:
        """Without the regions in which this set has no stack, where it is regions that the parameter names."""
        group = self._compared.group(name)
        named = {self.given_text(member) for member in group}
        placed = any(member in self._compared.placed for member in group)
        if len(self.regions) < 2 or not placed or not named & set(self.regions) or not all(map(is_region, allowed)):
            return allowed
        kept = [text for text in allowed if text in self.regions or text in named]
        if left := [text for text in allowed if text not in kept]:
            self.gaps.append(f"{name}: {', '.join(left)}, where no stack is judged.")
        return kept

    def _free(self, declared: Declaration) -> Iterator[str]:
        """The literals, and others that differ from all of them: as many as there are peers to differ from."""
        name = declared.name
        literals = self._compared.texts(name)
        group = self._compared.group(name)
        yield from literals
        yield from (text for peer in group if (text := self.given_text(peer)) is not None)
        others = self._others(declared, {*literals, self.given_text(name) or ""}, len(group))
        if not others and self.given_text(name) in literals:
            self.gaps.append(f"{name}: no legal value was found that differs from {', '.join(map(repr, literals))}.")
        for peer in group[1:]:
            others += self._others(self._parameters.declarations[peer], set(literals), 1)
        self.invented[name] = frozenset(others)
        yield from others

    def _others(self, declared: Declaration, known: set[str], count: int) -> list[str]:
        found: dict[str, None] = {}
        given = self.given_text(declared.name) or ""
        for text in samples(declared, given, self.regions[0] if self.regions else "us-east-1"):
            if len(found) == count:
                break
            if text not in known and text not in found and self._value(declared.name, text) is not None:
                found[text] = None
        return list(found)
