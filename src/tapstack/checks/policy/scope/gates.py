"""Conditions that there are resources of some types at all, before a rule judges any."""

from __future__ import annotations

from collections.abc import Iterable

from tapstack.checks.policy.scope.selection import Types


class Gates:
    """Whether each resource, alone in a document, passes a rule's conditions just as it does among all others."""

    def __init__(self) -> None:
        self._gates: list[frozenset[Types]] = []
        self._barred = False

    def add(self, alternatives: Iterable[Types]) -> None:
        """A condition that there is a resource of one of these choices of types."""
        self._gates.append(frozenset(alternatives))

    def bar(self) -> None:
        """There is another question than these whether there are resources of some type."""
        self._barred = True

    def let(self, choices: Iterable[Types]) -> bool:
        """Whether resources of these choices may be judged apart: one choice, or each let in by every condition."""
        wanted = frozenset(choices)
        return len(wanted) == 1 or (not self._barred and all(wanted <= gate for gate in self._gates))
