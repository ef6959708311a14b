"""Names of resources inside modules, which the registry of the account alone knows.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/module-ref-resources.html
(the module's logical id and the resource's, with or without a period between them)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render.run import Run

_ENDING = "::MODULE"


class ModuleMember:
    """What Ref or Fn::GetAtt (``kind``) gives for ``of``, a resource inside the module ``logical_id``."""

    __slots__ = ("kind", "logical_id", "of")

    def __init__(self, logical_id: str, kind: str, of: str) -> None:
        self.logical_id = logical_id
        self.kind = kind
        self.of = of

    def evaluate(self, run: Run) -> Any:
        """Unresolved, always."""
        return Unresolved(self.kind, self.of, f"it is inside the module {self.logical_id}", run.region)


def module_of(name: str, resource_types: Mapping[str, str]) -> str | None:
    """The logical id of the module with which ``name`` begins, the longest where there are several."""
    modules = [key for key, kind in resource_types.items() if kind.endswith(_ENDING)]
    return max((key for key in modules if name.startswith(key) and name != key), key=len, default=None)
