"""What identifies a resource: its physical name and ARN, where the template determines them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tapstack.facts.attributes import attributes
from tapstack.facts.identities import choose, identity
from tapstack.render.containers import MappingNode
from tapstack.render.gaps import Gaps, Known
from tapstack.render.node import Constant
from tapstack.render.value import NO_VALUE, compose, is_scalar
from tapstack.render.volume import LITTLE
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.facts.identities import Format
    from tapstack.render.node import Node
    from tapstack.render.run import Run

_GENERATED = "the template gives no name, so CloudFormation generates one"
_DEEPEST = 50
_EMPTY = "the name that the template gives is empty"
_MADE = "AWS makes it when the resource is made"


class Identity:
    """What ``Ref`` (attribute ``"Ref"``) or an attribute of one resource gives.

    What of a form no rendering changes is worked out with the first rendering in which it holds, and kept.
    """

    __slots__ = ("_gaps", "attribute", "echo", "form", "is_list", "key", "logical_id")

    def __init__(self, logical_id: str, resource_type: str, attribute: str) -> None:
        self.logical_id = logical_id
        self.attribute = attribute
        self.key = (logical_id, attribute)
        self.form: Format | None = identity(resource_type).get(attribute)
        known = None if attribute == "Ref" else attributes(resource_type)
        self.is_list = known is not None and known.shape(attribute) == "list"
        self.echo = known.echoes(attribute) if known else None
        self._gaps: dict[str, Gaps] = {}

    def evaluate(self, run: Run) -> Any:
        """The name or ARN; Unresolved where CloudFormation or the service makes it up."""
        key = self.key
        if key in run.identities:
            return run.identities[key]
        if key in run.pending or len(run.pending) > _DEEPEST:  # only a circle is so deep: see chains.py
            return self._unresolved(run, "its name depends on itself")
        run.pending.add(key)
        value = run.identities[key] = self._work_out(run)
        run.pending.discard(key)
        return value

    def _work_out(self, run: Run) -> Any:
        form = self.form
        if form is not None and (form.only or form.absent):
            form = choose(form, lambda name: self._given(run, name))
        if form is None:
            return self._echoed(run) if self.echo else self._unresolved(run, _MADE)
        if form.text not in self._gaps:
            self._gaps[form.text] = Gaps(self._pieces(run, form))
        values = self._gaps[form.text].fill(run)
        if "" in values[1::2]:
            return self._unresolved(run, _EMPTY)
        try:
            text = "".join(values)
        except TypeError:
            return self._compose(run, values)
        return text if len(text) <= LITTLE else run.volume.text(text, ("Resources", self.logical_id))

    def _compose(self, run: Run, values: list[Any]) -> Any:
        if not all(map(is_scalar, values)):
            return self._unresolved(run, _GENERATED)
        return run.volume.text(compose(values), ("Resources", self.logical_id))

    def _pieces(self, run: Run, form: Format) -> Iterator[Any]:
        """Text, constants and gaps; NO_VALUE for a name that the template does not give."""
        properties = run.blueprint.resources[self.logical_id].properties
        for index, part in enumerate(form.parts):
            if index % 2 == 0:
                yield part
            elif part in run.pseudo:
                yield Known(part)
            else:
                yield _property(properties, part.split("."), form.defaults.get(part, NO_VALUE))

    def _given(self, run: Run, name: str) -> Any:
        """The value of a pseudo parameter or property; None where the template gives none."""
        if name in run.pseudo:
            return run.pseudo[name]
        properties = run.blueprint.resources[self.logical_id].properties
        value = _below(properties.pick(run, name.partition(".")[0]), name.split(".")[1:])
        return None if value is NO_VALUE else value

    def _echoed(self, run: Run) -> Any:
        value = self._given(run, ".".join(self.echo or ()))
        return self._unresolved(run, "the template does not give it") if value is None else value

    def _unresolved(self, run: Run, why: str) -> Unresolved:
        if self.attribute == "Ref":
            return Unresolved("Ref", self.logical_id, why, run.region)
        kind = UnresolvedList if self.is_list else Unresolved
        return kind("GetAtt", f"{self.logical_id}.{self.attribute}", why, run.region)


def _property(properties: Node, steps: Sequence[str], default: Any) -> Any:
    """A property as a piece: a constant, or a gap that falls back to ``default``."""
    first, rest = steps[0], steps[1:]
    member = properties.members.get(first) if isinstance(properties, MappingNode) else None
    if isinstance(properties, MappingNode) and (member is None or isinstance(member, Constant)):
        value = NO_VALUE if member is None else _below(member.value, rest)
        return default if value is NO_VALUE else value

    def evaluate(run: Run) -> Any:
        value = _below(properties.pick(run, first), rest)
        return default if value is NO_VALUE else value

    return evaluate


def _below(value: Any, steps: Sequence[str]) -> Any:
    for step in steps:
        value = value.get(step, NO_VALUE) if isinstance(value, dict) else value
    return value
