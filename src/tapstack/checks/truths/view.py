"""What a truth may ask of the world it judges: the planned stacks before deployment, or a simulated world."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from tapstack.graph.stackset import Item, Property

Kept = TypeVar("Kept")


class View(Protocol):
    """Every answer is yes, no, or NotKnown raised; a truth that gets no answer gives UNKNOWN."""

    @property
    def regions(self) -> tuple[str, ...]:
        """The regions of the set, in the order in which their stacks are made."""

    @property
    def now(self) -> date:
        """The day on which the stacks are made: runtimes and certificates age."""

    @property
    def operation(self) -> str:
        """What is being done: create, update, delete or rollback."""

    @property
    def objectives(self) -> Mapping[str, Any]:
        """The configured workload and recovery objectives; empty where none are."""

    def all(self, *types: str, region: str | None = None) -> Sequence[Item]:
        """The resources of these types that exist, or will, of one region or of all."""

    def find(self, reference: Property | str, *types: str, region: str | None = None) -> Item | None:
        """The resource of one of ``types`` that a name, ARN, URL, alias, Ref or attribute stands for.

        A plain name is looked for in ``region``, by default that of the property. None where certainly nothing is
        there. Raises NotKnown where it may exist outside the set, or where the value is not known.
        """

    def exists(self, reference: Property | str, *types: str, region: str | None = None) -> bool:
        """Whether what ``reference`` stands for exists: in the set, or as the configuration says. Raises NotKnown."""

    def before(self, item: Item, other: Item) -> bool:
        """Whether ``other`` is surely there when ``item`` is made: by references, DependsOn, or the regions' order."""

    def contents(self, item: Item) -> Sequence[str]:
        """What is stored in a bucket, table, stream or vault. Raises NotKnown before deployment."""

    def kept(self, work: Callable[..., Kept], *of: Any) -> Kept:
        """``work(view, *of)``, worked out once in this world: an index, or what several truths need of a resource.

        ``work`` asks only the view that it is given, and raises NotKnown as a truth does.
        """
