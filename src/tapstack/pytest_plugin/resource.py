"""One resource of a stack, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tapstack.pytest_plugin.lookup import NOTHING, look_up
from tapstack.pytest_plugin.unknown import own, unknown_in

if TYPE_CHECKING:
    from tapstack.pytest_plugin.stack import Stack
    from tapstack.render import Resource as Rendered


class Resource:
    """A resource as its region gets it.

    Every value is a copy. What only AWS knows is an Unresolved, which refuses to be compared with anything else.
    """

    __slots__ = ("_name", "_rendered", "_stack", "logical_id", "region", "type")

    def __init__(self, rendered: Rendered, stack: Stack) -> None:
        self._rendered = rendered
        self._stack = stack
        self.logical_id = rendered.logical_id
        self.type = rendered.type
        self.region = stack.region
        self._name = f"{self.logical_id} in {self.region}"

    def __repr__(self) -> str:
        return f"Resource({self.logical_id!r}, {self.type!r}, {self.region!r})"

    @property
    def properties(self) -> Any:
        """All properties; Unresolved where a macro may change them."""
        return own(self._rendered.properties, f"A property of {self._name}")

    @property
    def condition(self) -> Any:
        """True, or Unresolved where it is not known whether the resource is made."""
        return own(self._rendered.condition, f"Whether {self._name} is made")

    def property(self, path: str, default: Any = NOTHING) -> Any:
        """The property at ``path``, as in ``"Rules[0].Status"`` or ``'Variables."a.b"'``.

        Where there is none: ``default``, else MissingError, which names the nearest path that there is.
        """
        __tracebackhide__ = True
        return look_up(self._rendered.properties, path, self._name, default)

    def known_property(self, path: str) -> Any:
        """The same, and UnknownError where it, or a part of it, is not known."""
        __tracebackhide__ = True
        value = self.property(path)
        unknown = unknown_in(value)
        if unknown is not None:
            raise unknown.error("nothing can be said about it")
        return value

    def has(self, path: str) -> bool:
        """Whether there is such a property."""
        __tracebackhide__ = True
        nothing = object()
        return look_up(self._rendered.properties, path, self._name, nothing) is not nothing

    def attribute(self, path: str, default: Any = NOTHING) -> Any:
        """An attribute beside Properties, as in ``"DeletionPolicy"`` or ``"Metadata.Owner"``."""
        __tracebackhide__ = True
        return look_up(self._rendered.body, path, self._name, default)

    def depends_on(self, other: str | Resource, *, direct: bool = False) -> bool:
        """Whether this resource needs the other, directly or, unless ``direct``, through others."""
        __tracebackhide__ = True
        return self._stack.depends_on(self, other, direct=direct)
