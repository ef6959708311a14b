"""Compiled template values: what is known once, and what each rendering evaluates."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from tapstack.render.value import NO_VALUE

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class Reference(NamedTuple):
    """That a value needs a resource: its logical id, and ``Ref``, ``GetAtt`` or ``Sub``.

    ``certain`` is false where a condition that is unknown decides whether it does.
    """

    target: str
    kind: str
    certain: bool = True


class Node(ABC):
    """One value of the template, compiled. ``path`` is its place in the template."""

    __slots__ = ("path",)

    foldable = False
    """Whether the value depends on nothing but the operands."""

    def __init__(self, path: TemplatePath) -> None:
        self.path = path

    @abstractmethod
    def evaluate(self, run: Run) -> Any:
        """The value under the parameters and place of ``run``; never raises for what a template holds."""

    def operands(self) -> Sequence[Node]:
        """The nodes that the value is made of."""
        return ()

    def chosen(self, run: Run) -> Sequence[Node]:
        """The operands that matter under the conditions of ``run``."""
        return self.operands()

    def is_open(self, run: Run) -> bool:
        """Whether only some of ``chosen`` matter, and it is not known which."""
        return False

    def decided_by(self) -> str | None:
        """The condition that decides which operands matter; None where all do."""
        return None

    def own_references(self) -> Sequence[Reference]:
        """The resources that this node itself names."""
        return ()

    def pick(self, run: Run, key: str) -> Any:
        """The member ``key`` of the value, evaluated alone; NO_VALUE where there is none."""
        value = self.evaluate(run)
        return value.get(key, NO_VALUE) if isinstance(value, dict) else value

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """The template path of what stands at ``rest`` below this value after rendering."""
        return self.path


def references(node: Node, run: Run) -> Iterator[Reference]:
    """All references below ``node`` that hold under the conditions of ``run``; a constant has none."""
    pending = [(node, True)]
    while pending:
        current, certain = pending.pop()
        for reference in current.own_references():
            yield reference if certain else reference._replace(certain=False)
        below = certain and not current.is_open(run)
        pending.extend([(one, below) for one in reversed(current.chosen(run)) if type(one) is not Constant])


def below(node: Node) -> Iterator[Node]:
    """``node`` and every node that it is made of, under any condition."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(current.operands())


def named_resources(node: Node) -> list[Reference]:
    """The resources that ``node`` refers to under any condition."""
    return [reference for found in below(node) for reference in found.own_references()]


class Constant(Node):
    """A value that no parameter and no region changes. ``source`` is what it was folded from."""

    __slots__ = ("source", "value")

    def __init__(self, path: TemplatePath, value: Any, source: Node | None = None) -> None:
        super().__init__(path)
        self.value = value
        self.source = source

    def evaluate(self, run: Run) -> Any:
        """The constant itself: shared between renderings, never to be changed."""
        return self.value

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """Below a folded function, what the function says; below literal text, the same path."""
        if self.source is not None:
            return self.source.origin(run, rest)
        return self.path + rest


def is_no_value(node: Node) -> bool:
    """Whether the node stands for nothing in every stack."""
    return isinstance(node, Constant) and node.value is NO_VALUE
