"""From the raw values of a template to nodes that can be evaluated many times."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tapstack.findings import Check, Problem, Status, TemplatePath
from tapstack.findings.plain import cut
from tapstack.render.call import Call
from tapstack.render.checks import ALONE, EXTENSION, FOR_EACH, UNSUPPORTED
from tapstack.render.containers import MappingNode, SequenceNode
from tapstack.render.fold import Nowhere, fold
from tapstack.render.functions import CONDITION_FUNCTIONS, EXTENSIONS, FUNCTIONS, NOT_IN_CONDITIONS, RULE_FUNCTIONS
from tapstack.render.functions.transform import given_by_macro
from tapstack.render.loops import PREFIX, NeedsSeedError, entries
from tapstack.render.names import Names
from tapstack.render.node import Constant, Node, is_no_value, named_resources
from tapstack.render.settle import SettledNode, settled
from tapstack.render.volume import Volume
from tapstack.template.logic import text_of
from tapstack.template.transforms import read_transforms
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.facts.shapes import Shape
    from tapstack.render.loops import Seed
    from tapstack.template.model import Template
    from tapstack.template.parameter_set import ParameterSet

_ALL_FUNCTIONS = frozenset(FUNCTIONS) | CONDITION_FUNCTIONS | RULE_FUNCTIONS
_NOT_ALPHANUMERIC = re.compile(r"[^0-9A-Za-z]")


class Compiler(Names):
    """Compiles the values of one template; collects what is wrong with them in every region.

    ``bindings`` holds the loop variables of Fn::ForEach that are in force; ``in_conditions`` is true
    while the Conditions section is compiled, where resources do not exist yet.
    """

    def __init__(self, template: Template, parameters: ParameterSet, seed: Seed | None) -> None:
        super().__init__()
        self.template = template
        self.parameters = parameters
        self.seed = seed
        self.transforms = read_transforms(template.body)
        self.extended = self.transforms.language_extensions
        self.mappings: Mapping[str, Any] = template.section("Mappings")
        self.bindings: dict[str, Any] = {}
        self.loops: dict[str, TemplatePath] = {}
        self.loop_names: Counter[str] | None = None
        self.volume = Volume(template)
        self.nowhere = Nowhere(self.volume)

    @property
    def unknown_status(self) -> Status:
        """The verdict on a name that is not declared: a transform may add it."""
        return Status.UNKNOWN if self.transforms.additions or self.transforms.macros or self.unexpanded else Status.FAIL

    def fail(self, check: Check, path: TemplatePath, message: str, *, status: Status = Status.FAIL) -> Constant:
        """Report a fault that holds in every region; what stands in its place is an ``Error`` Unresolved."""
        if self.transforms.macros:
            status = Status.UNKNOWN
        message = cut(message)
        self.volume.bear(len(self.problems), path)
        self.problems.setdefault((check.id, path, message), Problem(check, path, message, status=status))
        return Constant(path, Unresolved("Error", "/".join(map(str, path)), message))

    @contextmanager
    def bound(self, bindings: Mapping[str, Any]) -> Iterator[None]:
        """Let loop variables be in force."""
        before, self.bindings = self.bindings, {**self.bindings, **bindings}
        try:
            yield
        finally:
            self.bindings = before

    def substitute(self, text: str) -> str:
        """``text`` with loop variables put in; ``&{variable}`` leaves out what is not alphanumeric."""
        for name, value in self.bindings.items():
            item = str(text_of(value))
            self.volume.spend(len(text) + text.count("{" + name + "}") * len(item), next(reversed(self.loops.values())))
            text = text.replace(f"&{{{name}}}", _NOT_ALPHANUMERIC.sub("", item)).replace(f"${{{name}}}", item)
        return text

    def expand(self, node: Node) -> Any:
        """The value of what must be known to compile the rest; raises NeedsSeedError where it depends on parameters."""
        if isinstance(node, Constant):
            return node.value
        for reference in named_resources(node):
            return Unresolved(reference.kind, reference.target, "resources do not exist yet")
        if self.seed is None:
            raise NeedsSeedError
        return node.evaluate(self.seed)

    def argument(self, raw: Any, path: TemplatePath) -> Node:
        """A value that a function works on."""
        return self.compile(raw, path, None, final=False)

    def compile(self, raw: Any, path: TemplatePath, shape: Shape | None = None, final: bool = True) -> Node:
        """A value; ``final`` values become part of the stack and are settled to ``shape``."""
        if self.bindings:
            self.volume.repeat(path)
        if isinstance(raw, dict):
            name = _function(raw)
            if name is not None and len(raw) > 1 and name != "Fn::Transform":
                return self.fail(ALONE, (*path, name), f"{name} stands in one object with {len(raw) - 1} other keys.")
            if name is not None:
                return self._call(Call(self, name, raw[name], (*path, name), shape, final))
            return self._mapping(raw, path, shape, final=final)
        if isinstance(raw, list):
            item = shape.item() if shape is not None else None
            members = [self.compile(value, (*path, index), item, final) for index, value in enumerate(raw)]
            return fold(SequenceNode(path, [node for node in members if not is_no_value(node)]), self.nowhere)
        value = self.substitute(raw) if isinstance(raw, str) and self.bindings else raw
        return settled(Constant(path, value), shape) if final else Constant(path, value)

    def _mapping(self, raw: dict[str, Any], path: TemplatePath, shape: Shape | None, *, final: bool) -> Node:
        members: dict[str, Node] = {}
        for key, value, where in entries(self, raw, path):
            if key in members:
                self.fail(FOR_EACH, where, f"Fn::ForEach makes the key {key!r} twice.")
            members[key] = self.compile(value, where, shape.property(key) if shape is not None else None, final)
        return fold(
            MappingNode(path, {key: node for key, node in members.items() if not is_no_value(node)}), self.nowhere
        )

    def _call(self, call: Call) -> Node:
        if self.in_conditions and call.name in NOT_IN_CONDITIONS:
            return call.fail(f"{call.name} cannot stand in a condition.", UNSUPPORTED)
        if self.in_conditions and call.name in CONDITION_FUNCTIONS:
            message = f"What {call.name} gives inside another function of a condition is not documented."
            return call.fail(message, UNSUPPORTED, status=Status.UNKNOWN)
        if call.name in EXTENSIONS and not self.extended:
            return call.fail(f"{call.name} needs the transform AWS::LanguageExtensions.", EXTENSION)
        if given_by_macro(call.argument):
            return call.compile()
        build = FUNCTIONS.get(call.name)
        if build is None:
            return self._unsupported(call)
        node = fold(build(call), self.nowhere)
        if not call.final or call.name == "Fn::If":
            return node
        if isinstance(node, Constant):
            self.volume.charge(node.value, call.path)
            return settled(node, call.shape)
        return SettledNode(node, call.shape)

    def _unsupported(self, call: Call) -> Node:
        if call.name in _ALL_FUNCTIONS:
            section = "Conditions" if call.name in CONDITION_FUNCTIONS else "Rules"
            return call.fail(f"{call.name} belongs in the {section} section.", UNSUPPORTED)
        meant = self.volume.hint(call.name, _ALL_FUNCTIONS)
        return call.fail(f"CloudFormation has no function {call.name}.{meant}", UNSUPPORTED)


def _function(raw: dict[str, Any]) -> str | None:
    """The function that an object calls; data may have a key ``Ref`` among others. A macro takes all its siblings."""
    names = [key for key in sorted(raw) if key.startswith("Fn::") and not key.startswith(PREFIX)]
    if "Fn::Transform" in names:
        return "Fn::Transform"
    return names[0] if names else ("Ref" if set(raw) == {"Ref"} else None)
