"""Resources of a template, rewritten for an import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tapstack.deploy.adopt.references import named

_NO_VALUE = {"Ref": "AWS::NoValue"}
_KEPT = ("Type", "DeletionPolicy", "UpdateReplacePolicy", "Condition", "DependsOn", "Metadata", "Properties")
_PREFIX = "Imports"


class Rewriter:
    """``kept`` are the regions in which each resource is imported, ``present`` those that have it at all.

    ``conditions`` are those that had to be added, ``left_out`` the properties that each resource lost, some of
    them only in some regions.
    """

    def __init__(
        self,
        resources: Mapping[str, Any],
        kept: Mapping[str, frozenset[str]],
        present: Mapping[str, frozenset[str]],
    ) -> None:
        self._resources, self._kept, self._present = resources, kept, present
        self.conditions: dict[str, Any] = {}
        self.left_out: dict[str, list[str]] = {}

    def resource(self, name: str) -> dict[str, Any]:
        """A resource that is imported somewhere."""
        raw = self._resources[name]
        body = {key: value for key, value in raw.items() if key in _KEPT}
        body["Properties"] = self._properties(name, raw.get("Properties", {}))
        self._depend(body)
        if self._unknown(body.get("Metadata")):
            del body["Metadata"]
        if self._kept[name] != self._present.get(name, frozenset()):
            body["Condition"] = self._condition(name, raw.get("Condition"))
        return body

    def _depend(self, body: dict[str, Any]) -> None:
        raw = body.pop("DependsOn", [])
        names = [name for name in (raw if isinstance(raw, list) else [raw]) if self._kept.get(name)]
        if names:
            body["DependsOn"] = names

    def _properties(self, name: str, properties: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for member, value in properties.items():
            if self._unknown(value):
                self.left_out.setdefault(name, []).append(member)
                continue
            found[member] = self._guarded(name, member, value)
        return found

    def _unknown(self, value: Any) -> bool:
        """Whether it names a resource that the import's template does not have."""
        return any(not self._kept.get(target) for target in named(value, self._resources))

    def _guarded(self, name: str, member: str, value: Any) -> Any:
        """The value, but nothing in regions in which it names a resource that is there and not imported."""
        for target in sorted(named(value, self._resources)):
            lacking = (self._kept[name] & self._present.get(target, frozenset())) - self._kept[target]
            if lacking:
                self.left_out.setdefault(name, []).append(f"{member} in {', '.join(sorted(lacking))}")
                where = self._condition(target, self._resources[target].get("Condition"))
                value = {"Fn::If": [where, value, _NO_VALUE]}
        return value

    def _condition(self, name: str, own: Any) -> str:
        """A condition that holds where a resource is imported; made once."""
        regions = [{"Fn::Equals": [{"Ref": "AWS::Region"}, region]} for region in sorted(self._kept[name])]
        where: dict[str, Any] = regions[0] if len(regions) == 1 else {"Fn::Or": regions}
        called = f"{_PREFIX}{name}"
        self.conditions[called] = {"Fn::And": [{"Condition": own}, where]} if isinstance(own, str) else where
        return called
