"""Mappings and lists of which some members depend on parameters, conditions or region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.node import Constant, Node
from tapstack.render.value import NO_VALUE

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run


class MappingNode(Node):
    """A mapping; constant members are copied at once, the others evaluated."""

    __slots__ = ("dynamic", "members", "shared")

    def __init__(self, path: TemplatePath, members: dict[str, Node]) -> None:
        super().__init__(path)
        self.members = members
        self.shared = {key: node.value if isinstance(node, Constant) else None for key, node in members.items()}
        self.dynamic = [(key, node.evaluate) for key, node in members.items() if not isinstance(node, Constant)]

    def evaluate(self, run: Run) -> Any:
        """A new dict in the order of the template, without members that are NO_VALUE."""
        result = self.shared.copy()
        for key, evaluate in self.dynamic:
            value = evaluate(run)
            if value is NO_VALUE:
                del result[key]
            else:
                result[key] = value
        return result

    def operands(self) -> Sequence[Node]:
        """All members."""
        return tuple(self.members.values())

    def pick(self, run: Run, key: str) -> Any:
        """One member alone."""
        node = self.members.get(key)
        return NO_VALUE if node is None else node.evaluate(run)

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """The member's own origin."""
        member = self.members.get(str(rest[0])) if rest else None
        return self.path if member is None else member.origin(run, rest[1:])


class SequenceNode(Node):
    """A list; members that are NO_VALUE leave no gap."""

    __slots__ = ("dynamic", "members", "shared")

    def __init__(self, path: TemplatePath, members: list[Node]) -> None:
        super().__init__(path)
        self.members = members
        self.shared = [node.value if isinstance(node, Constant) else None for node in members]
        self.dynamic = [(i, node.evaluate) for i, node in enumerate(members) if not isinstance(node, Constant)]

    def evaluate(self, run: Run) -> Any:
        """A new list."""
        result = self.shared.copy()
        gaps = False
        for index, evaluate in self.dynamic:
            value = evaluate(run)
            result[index] = value
            gaps = gaps or value is NO_VALUE
        return [value for value in result if value is not NO_VALUE] if gaps else result

    def operands(self) -> Sequence[Node]:
        """All members."""
        return self.members

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """The origin of the member that stands at the index after gaps are closed."""
        if not rest or not isinstance(rest[0], int):
            return self.path
        present = [node for node in self.members if node.evaluate(run) is not NO_VALUE]
        return present[rest[0]].origin(run, rest[1:]) if rest[0] < len(present) else self.path
