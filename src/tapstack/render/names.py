"""Finding what a name in the template stands for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import ChainMap
from typing import TYPE_CHECKING, Any

from tapstack.facts.attributes import attributes
from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.render.checks import ATTRIBUTE, CONDITION, REFERENCE
from tapstack.render.functions.ref import NamedNode, parameter, secret
from tapstack.render.identity import Identity
from tapstack.render.modules import ModuleMember, module_of
from tapstack.render.node import Constant, Node
from tapstack.render.resource_reference import ResourceReference
from tapstack.render.value import NO_VALUE
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.render.run import Run
    from tapstack.render.volume import Volume
    from tapstack.template.parameter_set import ParameterSet

PSEUDO_PARAMETERS = (
    "AWS::AccountId",
    "AWS::NoValue",
    "AWS::NotificationARNs",
    "AWS::Partition",
    "AWS::Region",
    "AWS::StackId",
    "AWS::StackName",
    "AWS::URLSuffix",
)
_PSEUDO: dict[str, Any] = dict.fromkeys(PSEUDO_PARAMETERS)


class Names(ABC):
    """What the template declares, and the nodes that refer to it."""

    parameters: ParameterSet
    bindings: dict[str, Any]
    volume: Volume

    def __init__(self) -> None:
        self.problems: dict[tuple[str, TemplatePath, str], Problem] = {}
        self.condition_names: set[str] = set()
        self.resource_types: dict[str, str] = {}
        self.in_conditions = False
        self.unexpanded = False
        self.identities: dict[tuple[str, str], Identity] = {}

    @property
    @abstractmethod
    def unknown_status(self) -> Status:
        """The verdict on a name that is not declared."""

    @abstractmethod
    def fail(self, check: Check, path: TemplatePath, message: str, *, status: Status = Status.FAIL) -> Constant:
        """Report a fault that holds in every region."""

    def reference(self, name: str, path: TemplatePath, kind: str) -> Node:
        """What ``Ref`` or a variable of ``Fn::Sub`` (``kind``) gives for ``name``."""
        if name in self.bindings:
            return Constant(path, self.bindings[name])
        if name == "AWS::NoValue":
            return Constant(path, NO_VALUE)
        if name in PSEUDO_PARAMETERS:
            return NamedNode(path, name)
        declaration = self.parameters.declarations.get(name)
        if declaration is not None:
            hidden = declaration.no_echo and not self.in_conditions
            return secret(path, declaration) if hidden else parameter(path, declaration)
        if name in self.resource_types and not self.in_conditions:
            return ResourceReference(path, self._identity(name, "Ref"), kind)
        return self._elsewhere(name, "Ref", name, path, kind)

    def attribute(self, logical_id: str, attribute: str, path: TemplatePath, kind: str) -> Node:
        """What ``Fn::GetAtt`` or a variable of ``Fn::Sub`` (``kind``) gives."""
        other = self.no_resource(logical_id, path, f"{logical_id}.{attribute}", kind)
        if other is not None:
            return other
        known = attributes(self.resource_types[logical_id])
        if known is None or known.allows(attribute):
            return ResourceReference(path, self._identity(logical_id, attribute), kind)
        meant = self.volume.hint(attribute, known.names)
        message = f"{self.resource_types[logical_id]} has no attribute {attribute!r}.{meant}"
        return self.fail(ATTRIBUTE, path, message)

    def no_resource(self, logical_id: str, path: TemplatePath, of: str = "", kind: str = "GetAtt") -> Node | None:
        """What stands for an attribute of what is no resource here, reported where it is wrong; None for a resource."""
        if logical_id in self.resource_types and not self.in_conditions:
            return None
        if logical_id in self.parameters.declarations:
            return self.fail(REFERENCE, path, f"{logical_id!r} is a parameter; only resources have attributes.")
        return self._elsewhere(logical_id, "GetAtt", of or logical_id, path, kind)

    def late_attribute(self, logical_id: str, attribute: str, path: TemplatePath, run: Run) -> Any:
        """The value of an attribute whose name is known only while rendering."""
        known = attributes(self.resource_types.get(logical_id, ""))
        if known is not None and not known.allows(attribute):
            message = f"{self.resource_types[logical_id]} has no attribute {attribute!r}."
            return run.fail(ATTRIBUTE, path, message)
        return ResourceReference(path, self._identity(logical_id, attribute), "GetAtt").evaluate(run)

    def undeclared_condition(self, name: str, path: TemplatePath) -> Constant | None:
        """Reports a condition that is not declared; None where it is."""
        if name in self.condition_names:
            return None
        message = f"The condition {name!r} is not declared.{self.volume.hint(name, self.condition_names)}"
        return self.fail(CONDITION, path, message, status=self.unknown_status)

    def _identity(self, logical_id: str, attribute: str) -> Identity:
        key = (logical_id, attribute)
        if key not in self.identities:
            self.identities[key] = Identity(logical_id, self.resource_types[logical_id], attribute)
        return self.identities[key]

    def _elsewhere(self, name: str, value_kind: str, of: str, path: TemplatePath, kind: str) -> Node:
        """What is not declared: inside a module, perhaps added by a transform, or nowhere."""
        if self.in_conditions and name in self.resource_types:
            return self.fail(REFERENCE, path, f"A condition cannot refer to the resource {name}: none exists yet.")
        module = None if self.in_conditions else module_of(name, self.resource_types)
        if module is not None:
            return ResourceReference(path, ModuleMember(module, value_kind, of), kind)
        declared = ChainMap[str, Any](self.parameters.declarations, _PSEUDO, self.resource_types)
        message = f"{name!r} is neither a parameter nor a resource of this template.{self.volume.hint(name, declared)}"
        error = self.fail(REFERENCE, path, message, status=self.unknown_status)
        if self.unknown_status is Status.FAIL:
            return error
        return Constant(path, Unresolved(value_kind, of, "what is processed before it may add it"))
