"""Controls and the frameworks that ask for them, as SARIF's taxonomies; rules relate to both.

The controls are the first taxonomy. A relationship to a clause says whether somebody verified that the clause asks for
it, and where.
"""

from collections.abc import Iterable
from typing import Any

from tapstack.findings import Clause, Control, ControlMatrix, Framework
from tapstack.report.identifier import identifier
from tapstack.report.sarif_text import LEVELS, address, description

CONTROLS = "controls"
Component = dict[str, Any]


class Taxonomies:
    """The taxonomies of a run; there are none where no controls were judged."""

    def __init__(self, matrix: ControlMatrix | None) -> None:
        self._controls = {control.id: control for control in reversed(matrix.controls)} if matrix else {}
        frameworks = matrix.frameworks if matrix else ()
        names = [CONTROLS, *(framework.id for framework in frameworks)] if matrix else []
        self._references = {name: {"name": name, "index": index} for index, name in enumerate(names)}
        self._taxa = {framework.id: _indices(framework) for framework in frameworks}
        self._order = {name: index for index, name in enumerate(self._ids(matrix))}
        self.references = list(self._references.values())
        self.components = [self._of_controls(matrix), *map(_of_framework, frameworks)] if matrix else []

    @staticmethod
    def _ids(matrix: ControlMatrix | None) -> list[str]:
        return list(dict.fromkeys(control.id for control in matrix.controls)) if matrix else []

    def relationships(self, controls: Iterable[str]) -> list[dict[str, Any]]:
        """From a rule to the controls that it judges and the clauses that ask for them, each once."""
        known = [self._controls[name] for name in dict.fromkeys(controls) if name in self._controls]
        own = [_related(control.id, self._order[control.id], self._references[CONTROLS]) for control in known]
        return [*own, *self._clauses(clause for control in known for clause in control.clauses)]

    def _clauses(self, clauses: Iterable[Clause]) -> list[dict[str, Any]]:
        """Those that a framework has; of the same clause twice, the verified mapping counts."""
        found: dict[tuple[str, str], Clause] = {}
        for clause in sorted(clauses, key=lambda one: not one.verified):
            found.setdefault((clause.framework, clause.number), clause)
        return [
            self._clause(clause) for clause in found.values() if clause.number in self._taxa.get(clause.framework, ())
        ]

    def _clause(self, clause: Clause) -> dict[str, Any]:
        index = self._taxa[clause.framework][clause.number]
        related = _related(clause.number, index, self._references[clause.framework])
        return {**related, "properties": {"verified": clause.verified, "source": clause.source}}

    def _of_controls(self, matrix: ControlMatrix) -> Component:
        text = "What people require of the template."
        taxa = [self._control(self._controls[name]) for name in self._order]
        return _component(CONTROLS, "1", "Controls", text, taxa) | {"isComprehensive": matrix.complete}

    def _control(self, control: Control) -> dict[str, Any]:
        related = self._clauses(control.clauses)
        return {
            "id": control.id,
            "name": description(control.title),
            "shortDescription": {"text": description(control.title)},
            "fullDescription": {"text": description(control.meaning)},
            "defaultConfiguration": {"level": LEVELS[control.severity]},
            **({"relationships": related} if related else {}),
            "properties": {"family": control.family, "holds_when": list(map(str, control.holds_when))},
        }


def _indices(framework: Framework) -> dict[str, int]:
    return {clause.number: index for index, clause in enumerate(framework.clauses)}


def _of_framework(framework: Framework) -> Component:
    taxa = [{"id": one.number, "shortDescription": {"text": description(one.title)}} for one in framework.clauses]
    link = address(framework.source)
    made = _component(framework.id, framework.version, framework.title, framework.title, taxa)
    return made | {"isComprehensive": False} | ({"informationUri": link} if link else {})


def _component(name: str, version: str, title: str, text: str, taxa: list[dict[str, Any]]) -> Component:
    return {
        "name": name,
        "fullName": description(title),
        "version": version,
        "guid": identifier("taxonomy", name, version),
        "shortDescription": {"text": description(text)},
        "taxa": taxa,
    }


def _related(name: str, index: int, component: dict[str, Any]) -> dict[str, Any]:
    return {"target": {"id": name, "index": index, "toolComponent": component}, "kinds": ["relevant"]}
