"""The cases and templates of ``tests/unit/render`` put to moto, cloud-radar and cfn-lint.

Of a case the one value is compared, of a template which resources there are and what its known outputs are.
cfn-lint resolves values, not templates, so it is asked for the cases only.

``cross_check.yaml`` says where each of them gives something else than AWS, and why. A listed disagreement that is
gone makes the table stale; one that is not listed is news: either fails here. Where cfn-lint gives no value at all,
it has not disagreed.
"""

import contextlib
import io
import json
import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tapstack.template.load import loads

RENDER = Path(__file__).parents[1] / "unit" / "render"
CASES = RENDER / "cases"
TEMPLATES = RENDER / "templates"
TABLE = Path(__file__).with_name("cross_check.yaml")
ROWS: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
ACCOUNT = "123456789012"
STACK = "teststack"
Case = Mapping[str, Any]


def all_cases() -> Iterator[tuple[str, Case]]:
    """Cases whose whole answer is one known value, by name."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
            if "gives" in case:
                yield f"{path.stem}: {case['name']}", case
    yield from all_templates()


def all_templates() -> Iterator[tuple[str, Case]]:
    """Runs of whole templates; the answer is the ids of their resources and their outputs as far as known."""
    for path in sorted(TEMPLATES.glob("*.expected.json")):
        text = next(other for other in TEMPLATES.glob(f"{path.name.split('.')[0]}.*") if other != path)
        for number, run in enumerate(json.loads(path.read_text(encoding="utf-8"))["runs"]):
            expect = run["expect"]
            if "Resources" in expect:
                outputs = {name: out["Value"] for name, out in expect.get("Outputs", {}).items() if known(out["Value"])}
                gives = {"Resources": sorted(expect["Resources"]), "Outputs": outputs}
                whole = {**run, "template": text.read_text(encoding="utf-8"), "gives": gives, "outputs": list(outputs)}
                yield f"template {path.name.split('.')[0]}: {number}", whole


def known(value: Any) -> bool:
    return "Unresolved" not in json.dumps(value)


@pytest.mark.parametrize("tool", ["moto", "cloud-radar", "cfn-lint"])
def test_tool_disagrees_with_aws_where_the_table_says_so(tool: str) -> None:
    listed = {case: gives for row in ROWS if row["tool"] == tool for case, gives in row["cases"].items()}
    assert disagreements(tool) == listed


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['tool']}, {row['function']}") for row in ROWS])
def test_row_says_what_is_wrong_and_who_says_so(row: dict[str, Any]) -> None:
    assert set(row) == {"tool", "function", "why", "source", "cases"}
    assert all(row.values())


def disagreements(tool: str) -> dict[str, str]:
    """What ``tool`` gives, for each case where that is not what AWS gives."""
    found = {}
    for name, case in all_cases():
        answer = quietly(ASK[tool], case)
        if answer is not None and answer != shown(case["gives"]):
            found[name] = answer
    return found


def quietly(ask: Callable[[Case, dict[str, Any]], str | None], case: Case) -> str | None:
    body = loads(*text_of(case)).body
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            return ask(case, json.loads(json.dumps(body)))
        except Exception as error:  # noqa: BLE001  what a tool dies of is its answer
            return f"raises {type(error).__name__}"
        finally:
            logging.disable(logging.NOTSET)


def text_of(case: Case) -> tuple[str, str]:
    if isinstance(case.get("template"), str):
        return case["template"], "case.json" if case["template"].lstrip().startswith("{") else "case.yaml"
    sections = case.get("sections", {})
    thing = {"Type": "Custom::Thing", "Properties": {"ServiceToken": "t", "Value": case.get("value")}}
    template = case.get("template") or {**sections, "Resources": {**sections.get("Resources", {}), "Thing": thing}}
    return json.dumps(template), "case.json"


def shown(value: Any) -> str:
    """One text for a value; tools differ in whether a number is a text, and that is not the question here."""
    return json.dumps(as_text(value), ensure_ascii=False, sort_keys=True)


def as_text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): as_text(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(item) for item in value]
    return value if value is None else str(value).lower() if isinstance(value, bool) else ADDRESS.sub("", str(value))


def ask_moto(case: Case, body: dict[str, Any]) -> str:
    from moto import mock_aws
    from moto.cloudformation.parsing import ResourceMap, clean_json

    region = case.get("region", "us-east-1")
    given = case.get("parameters", {})
    stack_id = case.get("stack_id", f"arn:aws:cloudformation:{region}:{ACCOUNT}:stack/{STACK}/1")
    with mock_aws() if set(body["Resources"]) != {"Thing"} else contextlib.nullcontext():
        resources = ResourceMap(
            stack_id, case.get("stack_name", STACK), given, {}, region, case.get("account_id", ACCOUNT), body, {}
        )
        resources.load()
        if "outputs" not in case:
            return shown(clean_json(body["Resources"]["Thing"]["Properties"]["Value"], resources))
        outputs = {name: clean_json(body["Outputs"][name]["Value"], resources) for name in case["outputs"]}
        made = [name for name in resources.resources if resources[name] is not None or name not in conditional(body)]
        return shown({"Resources": sorted(made), "Outputs": outputs})


def conditional(body: dict[str, Any]) -> set[str]:
    return {name for name, resource in body["Resources"].items() if "Condition" in resource}


def ask_cloud_radar(case: Case, body: dict[str, Any]) -> str:
    from cloud_radar.cf.unit import functions
    from cloud_radar.cf.unit._template import Template

    region = case.get("region", "us-east-1")
    functions.REGION_DATA = [{"code": region, "zones": case.get("zones", [])}]
    template = Template(body)
    Template.AccountId = case.get("account_id", ACCOUNT)
    Template.StackName = case.get("stack_name", STACK)
    Template.StackId = case.get("stack_id", "")
    rendered = template.render(case.get("parameters", {}), region)
    if "outputs" not in case:
        return shown(rendered["Resources"]["Thing"]["Properties"]["Value"])
    outputs = {name: rendered["Outputs"][name]["Value"] for name in case["outputs"]}
    return shown({"Resources": sorted(rendered["Resources"]), "Outputs": outputs})


def ask_cfn_lint(case: Case, body: dict[str, Any]) -> str | None:
    """cfn-lint gives every value that can come out; it is right if AWS's is among them."""
    from cfnlint.context import create_context_for_template
    from cfnlint.jsonschema import CfnTemplateValidator
    from cfnlint.template import Template

    if "outputs" in case:
        return None
    region = case.get("region", "us-east-1")
    cfn = Template("case.json", body, regions=[region])
    context = create_context_for_template(cfn).evolve(regions=[region])
    validator = CfnTemplateValidator({}).evolve(context=context, cfn=cfn)
    value = body["Resources"]["Thing"]["Properties"]["Value"]
    if not is_function(value) or case.get("parameters"):
        return None
    answers = [shown(answer) for answer, _, error in validator.resolve_value(value) if error is None]
    wanted = shown(case["gives"])
    return None if not answers or wanted in answers else answers[0]


def is_function(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith(("Fn::", "Ref"))


ASK = {"moto": ask_moto, "cloud-radar": ask_cloud_radar, "cfn-lint": ask_cfn_lint}
