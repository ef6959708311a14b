"""What identifies a resource: its physical name and ARN, where the template determines them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tapstack.facts.attributes import attributes
from tapstack.facts.identities import choose, identity
from tapstack.render.value import NO_VALUE, compose, is_scalar
from tapstack.template.unresolved import Unresolved, UnresolvedList

if TYPE_CHECKING:
    from tapstack.facts.identities import Format
    from tapstack.render.run import Run


class Identity:
    """What ``Ref`` (attribute ``"Ref"``) or an attribute of one resource gives."""

    __slots__ = ("attribute", "echo", "form", "is_list", "key", "logical_id", "only_form")

    def __init__(self, logical_id: str, resource_type: str, attribute: str) -> None:
        self.logical_id = logical_id
        self.attribute = attribute
        self.form: Format | None = identity(resource_type).get(attribute)
        self.only_form = self.form is not None and not self.form.only and not self.form.absent
        self.key = (logical_id, attribute)
        known = None if attribute == "Ref" else attributes(resource_type)
        self.is_list = known is not None and known.shape(attribute) == "list"
        self.echo = known.echoes(attribute) if known else None

    def evaluate(self, run: Run) -> Any:
        """The name or ARN; Unresolved where CloudFormation or the service makes it up."""
        key = self.key
        if key in run.identities:
            return run.identities[key]
        if key in run.pending:
            return self._unresolved(run, "its name depends on itself")
        run.pending.add(key)
        value = run.identities[key] = self._work_out(run)
        run.pending.discard(key)
        return value

    def _work_out(self, run: Run) -> Any:
        form = self.form if self.only_form else choose(self.form, lambda name: self._given(run, name))
        if form is None:
            return self._echoed(run) if self.echo else self._unresolved(run, "AWS makes it when the resource is made")
        values = [self._variable(run, form, part) if odd % 2 else part for odd, part in enumerate(form.parts)]
        if "" in values[1::2]:
            return self._unresolved(run, "the name that the template gives is empty")
        if all(type(value) is str for value in values):
            return "".join(values)
        if all(is_scalar(value) for value in values):
            return compose(values)
        return self._unresolved(run, "the template gives no name, so CloudFormation generates one")

    def _variable(self, run: Run, form: Format, name: str) -> Any:
        value = self._given(run, name)
        return form.defaults.get(name) if value is None else value

    def _given(self, run: Run, name: str) -> Any:
        """The value of a pseudo parameter or property; None where the template gives none."""
        value = run.pseudo[name] if name in run.pseudo else self._property(run, name.split("."))
        return None if value is NO_VALUE else value

    def _property(self, run: Run, steps: Sequence[str]) -> Any:
        value = run.blueprint.resources[self.logical_id].properties.pick(run, steps[0])
        for step in steps[1:]:
            value = value.get(step, NO_VALUE) if isinstance(value, dict) else value
        return value

    def _echoed(self, run: Run) -> Any:
        value = self._property(run, self.echo or ())
        return self._unresolved(run, "the template does not give it") if value is NO_VALUE else value

    def _unresolved(self, run: Run, why: str) -> Unresolved:
        if self.attribute == "Ref":
            return Unresolved("Ref", self.logical_id, why, run.region)
        kind = UnresolvedList if self.is_list else Unresolved
        return kind("GetAtt", f"{self.logical_id}.{self.attribute}", why, run.region)
