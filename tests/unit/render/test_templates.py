"""Whole templates of ``templates/``: each run of ``<name>.expected.json`` gives what AWS gives.

An expected file holds ``{"runs": [{"region", "parameters", "account_id", "stack_name", "zones", "expect"}]}``.
``expect`` names sections; a named section has exactly the entries given, and of each entry the given attributes
(``Properties``, ``Value``, ...) are compared whole. ``{"Unresolved": {...}}`` is compared only on the keys it gives.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tapstack.render import Place, compile_template
from tapstack.template.load import load
from tapstack.template.structure import problems as structure_problems

TEMPLATES = Path(__file__).parent / "templates"
FILES = sorted(path for path in TEMPLATES.iterdir() if not path.name.endswith((".expected.json", ".md")))


def expected(path: Path) -> Path:
    return path.with_name(f"{path.stem}.expected.json")


def all_runs() -> Iterator[Any]:
    for path in FILES:
        for number, run in enumerate(json.loads(expected(path).read_text(encoding="utf-8"))["runs"]):
            yield pytest.param(path, run, id=f"{path.stem} {number} {run['region']}")


@pytest.mark.parametrize(("path", "run"), list(all_runs()))
def test_template_gives_what_aws_gives(path: Path, run: dict[str, Any]) -> None:
    template = load(path)
    program = compile_template(template)
    values = program.parameters.resolve(run.get("parameters", {}))
    stack = program.render(values, place(run))
    document = json.loads(json.dumps(stack.to_json()))
    for section, entries in run["expect"].items():
        compare_section(document[section], entries, section)
    problems = [*template.problems, *structure_problems(template), *program.parameters.problems, *program.problems]
    assert not [(p.path, p.message) for p in [*problems, *values.problems, *stack.problems] if p.status == "FAIL"]


def test_every_template_has_its_expectations_and_every_expectation_its_template() -> None:
    wanted = {expected(path).name for path in FILES}
    assert wanted == {path.name for path in TEMPLATES.glob("*.expected.json")}


def place(run: dict[str, Any]) -> Place:
    given: dict[str, Any] = {key: run[key] for key in ("account_id", "stack_name", "stack_id") if key in run}
    if "zones" in run:
        given["zones"] = {run["region"]: tuple(run["zones"])}
    return Place(run["region"], **given)


def compare_section(found: dict[str, Any], wanted: dict[str, Any], section: str) -> None:
    assert set(found) == set(wanted), section
    for name, entry in wanted.items():
        if section == "Conditions":
            assert same(found[name], entry), f"{section}/{name}: {found[name]!r}"
            continue
        for attribute, value in entry.items():
            got = found[name].get(attribute)
            assert same(got, value), f"{section}/{name}/{attribute}:\n{got!r}\n{value!r}"


def same(found: Any, wanted: Any) -> bool:
    """Equal with their types; an expected Unresolved only on the keys it gives."""
    if isinstance(wanted, dict) and set(wanted) == {"Unresolved"}:
        return isinstance(found, dict) and set(found) == {"Unresolved"} and same_unresolved(found, wanted)
    if isinstance(wanted, dict):
        return isinstance(found, dict) and set(found) == set(wanted) and all(same(found[k], wanted[k]) for k in wanted)
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(same, found, wanted))
    return type(found) is type(wanted) and bool(found == wanted)


def same_unresolved(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    got, given = found["Unresolved"], wanted["Unresolved"]
    return all(same(got.get(key), given[key]) for key in given)
