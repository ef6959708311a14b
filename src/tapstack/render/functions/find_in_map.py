"""Fn::FindInMap: the value that the Mappings section has under two keys.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.findings import Status
from tapstack.render.call import Call, summary
from tapstack.render.checks import EXTENSION, MAPPING, TYPE
from tapstack.render.node import Constant, Node, named_resources
from tapstack.render.value import describe, is_scalar
from tapstack.template.logic import text_of
from tapstack.template.unresolved import Unresolved

if TYPE_CHECKING:
    from tapstack.findings import TemplatePath
    from tapstack.render.run import Run

_FORM = "[map, first key, second key]"
_INSIDE = frozenset({"Fn::FindInMap", "Fn::Transform"})


class FindInMapNode(Node):
    """Three names, and what to give where the mapping lacks them."""

    __slots__ = ("default", "keys", "mappings")
    foldable = True

    def __init__(
        self, path: TemplatePath, keys: Sequence[Node], default: Node | None, mappings: Mapping[str, Any]
    ) -> None:
        super().__init__(path)
        self.keys = keys
        self.default = default
        self.mappings = mappings

    def evaluate(self, run: Run) -> Any:
        """The mapping's value; the default, or a fault, where a key is missing."""
        keys = [key.evaluate(run) for key in self.keys]
        for step, key in enumerate(keys):
            if isinstance(key, Unresolved):
                run.volume.charge(keys, self.path)
                return Unresolved("FindInMap", ".".join(map(describe, keys)), key.why, key.region)
            if not is_scalar(key):
                return run.fail(TYPE, (*self.path, step), f"A key of Fn::FindInMap is not text but {summary(key)}.")
        return self._find(run, [str(text_of(key)) for key in keys])

    def _find(self, run: Run, keys: list[str]) -> Any:
        level: Any = self.mappings
        for step, key in enumerate(keys):
            if not isinstance(level, Mapping) or key not in level:
                return self._missing(run, step, key, level if isinstance(level, Mapping) else {})
            level = level[key]
        return level

    def _missing(self, run: Run, step: int, key: str, level: Mapping[str, Any]) -> Any:
        if self.default is not None:
            return self.default.evaluate(run)
        what = ("mapping", "first key", "second key")[step]
        meant = run.volume.hint(key, level)
        return run.fail(MAPPING, self.path, f"There is no {what} {key!r} for Fn::FindInMap.{meant}")

    def operands(self) -> Sequence[Node]:
        """The keys and the default."""
        return (*self.keys, self.default) if self.default else self.keys

    def origin(self, run: Run, rest: TemplatePath) -> TemplatePath:
        """The place in the Mappings section."""
        keys = tuple(str(text_of(key.evaluate(run))) for key in self.keys)
        level: Any = self.mappings
        for key in keys:
            if not isinstance(level, Mapping) or key not in level:
                return self.default.origin(run, rest) if self.default else self.path
            level = level[key]
        return ("Mappings", *keys, *rest)


def _default(call: Call) -> Node | None:
    if len(call.argument) == 3:
        return None
    extra = call.argument[3]
    if not isinstance(extra, dict) or set(extra) != {"DefaultValue"}:
        return call.fail(f'The fourth argument must be {{"DefaultValue": ...}}, not {summary(extra)}.', at=(3,))
    if not call.compiler.extended:
        message = "Whether CloudFormation takes DefaultValue without AWS::LanguageExtensions is not certain."
        call.fail(message, EXTENSION, at=(3,), status=Status.UNKNOWN)
    return call.compile(3, "DefaultValue")


def _is_other_function(raw: Any) -> bool:
    """Source: github.com/cloudtools/troposphere/issues/479, cloudformation-coverage-roadmap issue 2034."""
    return isinstance(raw, dict) and any(name.startswith("Fn::") and name not in _INSIDE for name in raw)


def build(call: Call) -> Node:
    """Fn::FindInMap takes three names, each of which may be computed, and perhaps a default."""
    if not call.has_items(3, 4):
        return call.refuse(_FORM)
    for step in range(3):
        if not call.compiler.extended and _is_other_function(call.argument[step]):
            message = "Without AWS::LanguageExtensions only Ref and Fn::FindInMap can stand in Fn::FindInMap."
            return call.fail(message, EXTENSION, at=(step,))
    keys = [call.compile(step) for step in range(3)]
    for reference in (found for key in keys for found in named_resources(key)):
        return call.fail(f"A key of Fn::FindInMap cannot depend on the resource {reference.target}.")
    default = _default(call)
    literal = keys[0].value if isinstance(keys[0], Constant) else None
    mappings = call.compiler.mappings
    if default is None and isinstance(literal, str) and literal not in mappings:
        status = call.compiler.unknown_status
        meant = call.compiler.volume.hint(literal, mappings)
        return call.fail(f"There is no mapping {literal!r}.{meant}", MAPPING, status=status)
    return FindInMapNode(call.path, keys, default, mappings)
