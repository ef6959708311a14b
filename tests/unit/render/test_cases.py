"""Every case of ``cases/*.yaml`` (see ``cases/README.md``) is a test: what AWS gives is what we give."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tapstack.findings import Problem
from tapstack.render import Place, compile_template
from tapstack.template.load import loads
from tapstack.template.structure import problems as structure_problems

CASES = Path(__file__).parent / "cases"
VALUE = "Resources/Thing/Properties/Value"
PLACE = ("account_id", "stack_name", "stack_id", "zones")
KEYS = {
    *(
        "name",
        "source",
        "assumption",
        "any_outcome",
        "value",
        "template",
        "sections",
        "region",
        "parameters",
        "complete",
    ),
    *("gives", "expect", "json", "absent", "unresolved", "problem", *PLACE),
}
Case = Mapping[str, Any]


def all_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in document["cases"]:
            yield pytest.param({"source": document["page"], **case}, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(all_cases()))
def test_case_is_as_aws_documents_it(case: Case) -> None:
    document, problems = render(case)
    for path, wanted in expectations(case).items():
        found = at(document, path)
        assert exactly(found) == exactly(wanted), f"{path} ({case['source']})"
    for path, wanted in case.get("json", {}).items():
        assert json.loads(at(document, path)) == wanted
    for path in case.get("absent", ()):
        assert at(document, path) is MISSING
    for path, wanted in case.get("unresolved", {}).items():
        assert_unresolved(at(document, path), wanted)
    assert_problems(case, problems)


@pytest.mark.parametrize("case", list(all_cases()))
def test_case_is_written_as_the_readme_says(case: Case) -> None:
    assert set(case) <= KEYS
    assert ("value" in case) != ("template" in case)
    assert case["source"]
    assert case.get("assumption") or not case.get("any_outcome") or "expect" in case


def render(case: Case) -> tuple[dict[str, Any], list[Problem]]:
    template = loads(*text_of(case))
    program = compile_template(template)
    values = program.parameters.resolve(case.get("parameters", {}), complete=case.get("complete", True))
    stack = program.render(values, place(case))
    found = [*template.problems, *structure_problems(template), *program.parameters.problems]
    found += [*program.problems, *values.problems, *stack.problems]
    return json.loads(json.dumps(stack.to_json())), found


def place(case: Case) -> Place:
    region = case.get("region", "us-east-1")
    given: dict[str, Any] = {key: case[key] for key in PLACE if key in case}
    if "zones" in given:
        given["zones"] = {region: tuple(given["zones"])}
    return Place(region, **given)


def text_of(case: Case) -> tuple[str, str]:
    if isinstance(case.get("template"), str):
        return case["template"], "case.json" if case["template"].lstrip().startswith("{") else "case.yaml"
    return json.dumps(case.get("template") or around(case["value"], case.get("sections", {}))), "case.json"


def around(value: Any, sections: Case) -> dict[str, Any]:
    thing = {
        "Type": "Custom::Thing",
        "Properties": {"ServiceToken": "arn:aws:sns:us-east-1:123456789012:t", "Value": value},
    }
    return {**sections, "Resources": {**sections.get("Resources", {}), "Thing": thing}}


def expectations(case: Case) -> dict[str, Any]:
    given = {"Value": case["gives"]} if "gives" in case else {}
    return {**given, **case.get("expect", {})}


class _Missing:
    def __repr__(self) -> str:
        return "<nothing>"


MISSING = _Missing()


def at(document: Any, path: str) -> Any:
    value = document
    for key in keys_of(path):
        if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        elif isinstance(value, dict) and key in value:
            value = value[key]
        else:
            return MISSING
    return value


def keys_of(path: str) -> list[str]:
    whole = path.replace("Value", VALUE, 1) if path.partition("/")[0] == "Value" else path
    return whole.split("/")


def exactly(value: Any) -> Any:
    """The value with every scalar's type beside it: ``1``, ``"1"`` and ``True`` differ."""
    if isinstance(value, dict):
        return {key: exactly(item) for key, item in value.items()}
    if isinstance(value, list):
        return [exactly(item) for item in value]
    return (type(value).__name__, value)


def assert_unresolved(found: Any, wanted: Case) -> None:
    assert isinstance(found, dict), f"not unresolved: {found!r}"
    assert set(found) == {"Unresolved"}, f"not unresolved: {found!r}"
    body = found["Unresolved"]
    assert body["why"]
    assert {key: body.get(key) for key in wanted if key != "parts"} == {k: v for k, v in wanted.items() if k != "parts"}
    if "parts" in wanted:
        parts = body.get("parts", [])
        assert [part if isinstance(part, str) else "?" for part in parts] == [
            part if isinstance(part, str) else "?" for part in wanted["parts"]
        ], parts
        for part, wish in zip(parts, wanted["parts"], strict=True):
            if not isinstance(wish, str):
                assert_unresolved(part, wish)


def assert_problems(case: Case, problems: list[Problem]) -> None:
    wanted = case.get("problem", [])
    for wish in [wanted] if isinstance(wanted, dict) else wanted:
        start = tuple(keys_of(wish["path"]))
        hits = [p for p in problems if tuple(map(str, p.path))[: len(start)] == start]
        right = [p for p in hits if re.search(wish["says"], p.message, re.IGNORECASE)]
        assert any(p.status == wish.get("status", "FAIL") for p in right), [
            (p.path, p.status, p.message) for p in problems
        ]
    if not wanted and not case.get("any_outcome"):
        assert not [(p.path, p.message) for p in problems if p.status == "FAIL"]
