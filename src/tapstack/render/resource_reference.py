"""A reference to a resource of the same stack."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.render.checks import ABSENT
from tapstack.render.node import Node, Reference

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.identity import Identity
    from tapstack.render.modules import ModuleMember
    from tapstack.render.run import Run


class ResourceReference(Node):
    """Ref, Fn::GetAtt or a variable of Fn::Sub that names a resource."""

    __slots__ = ("identity", "reference")

    def __init__(self, path: TemplatePath, identity: Identity | ModuleMember, kind: str) -> None:
        super().__init__(path)
        self.identity = identity
        self.reference = Reference(identity.logical_id, kind)

    def evaluate(self, run: Run) -> Any:
        """What identifies the resource; a fault where it is not made in this region."""
        present = run.present(self.reference.target)
        if present is False:
            condition = run.blueprint.resources[self.reference.target].condition
            message = f"{self.reference.target} is not made in {run.region}: its condition {condition} is false there."
            return run.fail(ABSENT, self.path, message)
        if present is None:
            with run.in_doubt():
                return self.identity.evaluate(run)
        return self.identity.evaluate(run)

    def own_references(self) -> Sequence[Reference]:
        """The resource."""
        return (self.reference,)
