"""What is under construction while a YAML text is read: finished nodes, and mappings and lists still open."""

from typing import Any, Final, NamedTuple

from tapstack.template.places import Children, Place
from tapstack.template.yaml_tags import LONG_FORMS, argument

MERGE: Final = "<<"


class Node(NamedTuple):
    """A finished value with the places inside it; ``size`` and ``height`` have aliases written out."""

    value: Any
    children: Children | None = None
    size: int = 1
    height: int = 0

    def tagged(self, tag: str, offset: int) -> "Node":
        """The node in the long form of its tag, whose key stands where the tag does."""
        name = LONG_FORMS[tag]
        children: Children = {name: Place(offset, self.children)}
        return Node({name: argument(tag, self.value)}, children, self.size + 1, self.height + 1)


class Frame:
    """A mapping or a list that is still open; ``key`` is None where a mapping's next node is a key."""

    def __init__(self, offset: int, tag: str | None, anchor: str | None, *, mapping: bool) -> None:
        self.offset = offset
        self.tag = tag
        self.anchor = anchor
        self.mapping: dict[str, Any] | None = {} if mapping else None
        self.items: list[Any] = []
        self.children: Children = {}
        self.key: str | None = None
        self.key_offset = 0
        self.merging = False
        self.merged: list[Node] = []
        self._size = 1
        self._height = 1

    @property
    def key_due(self) -> bool:
        """Whether the next node is a key."""
        return self.mapping is not None and self.key is None

    def steps(self) -> tuple[str | int, ...]:
        """The part of the current path that this frame gives."""
        prefix = (LONG_FORMS[self.tag],) if self.tag in LONG_FORMS else ()
        if self.mapping is None:
            return (*prefix, len(self.items))
        return prefix if self.key is None or self.merging else (*prefix, self.key)

    def add(self, node: Node, offset: int) -> int:
        """Takes the next item or the value of the current key; gives how many values there are now."""
        if self.mapping is None:
            self.children[len(self.items)] = Place(offset, node.children)
            self.items.append(node.value)
        elif self.merging:
            self.merged.extend(_mappings(node))
        elif self.key is not None:
            self.children[self.key] = Place(self.key_offset, node.children)
            self.mapping[self.key] = node.value
        self.key, self.merging = None, False
        self._size += node.size
        self._height = max(self._height, node.height + 1)
        return self._size

    def close(self) -> Node:
        """The finished node; keys of merged mappings give way to the mapping's own and to earlier ones."""
        for node in self.merged:
            for key, value in node.value.items():
                if self.mapping is not None and key not in self.mapping:
                    self.mapping[key] = value
                    self.children[key] = (node.children or {}).get(key, Place(self.offset))
        value = self.items if self.mapping is None else self.mapping
        return Node(value, self.children, self._size, self._height)


def _mappings(node: Node) -> list[Node]:
    if isinstance(node.value, dict):
        return [node]
    children = node.children or {}
    if isinstance(node.value, list) and all(isinstance(item, dict) for item in node.value):
        return [Node(item, children[index].children) for index, item in enumerate(node.value)]
    raise ValueError
