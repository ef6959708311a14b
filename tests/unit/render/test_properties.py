"""What holds for every template, however odd."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tapstack.render import Place, compile_template
from tapstack.template.load import loads

SEED = Path(__file__).parents[2] / "fixtures" / "seed.json"
NAMES = st.sampled_from(["Topic", "Queue", "Stage", "Zones", "Count", "IsProd", "Regions", "AWS::Region", "Nothing"])
SCALARS = st.one_of(
    st.text(max_size=8),
    st.integers(-(2**70), 2**70),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["${Stage}", "${Topic.TopicName}-x", "${!Raw}", "{{resolve:ssm:/a:1}}", "10.0.0.0/16", "", "0"]),
)
FUNCTIONS = st.sampled_from(
    [
        *("Ref", "Fn::GetAtt", "Fn::Sub", "Fn::Join", "Fn::Split", "Fn::Select", "Fn::FindInMap", "Fn::GetAZs"),
        *("Fn::Cidr", "Fn::Base64", "Fn::ImportValue", "Fn::GetStackOutput", "Fn::If", "Fn::Transform", "Fn::Length"),
        *("Fn::ToJsonString", "Fn::ForEach::Loop", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition", "Fn::No"),
    ]
)


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(NAMES, FUNCTIONS), inner, max_size=2),
        st.builds(lambda name, value: {name: value}, FUNCTIONS, st.one_of(NAMES, st.lists(inner, max_size=4), inner)),
    )


VALUES = st.recursive(st.one_of(SCALARS, NAMES), _nested, max_leaves=12)
BODIES = st.fixed_dictionaries(
    {"Resources": st.dictionaries(st.sampled_from(["Topic", "Queue", "Fn::ForEach::All"]), VALUES, min_size=1)},
    optional={
        "Conditions": st.dictionaries(st.sampled_from(["IsProd", "IsTest"]), VALUES),
        "Outputs": st.dictionaries(st.just("Out"), VALUES),
        "Mappings": st.dictionaries(st.just("Regions"), VALUES),
        "Transform": st.one_of(
            st.just("AWS::LanguageExtensions"), st.just(["AWS::LanguageExtensions", "Mine"]), VALUES
        ),
        "Parameters": st.just(
            {"Stage": {"Type": "String"}, "Zones": {"Type": "CommaDelimitedList", "Default": "a, b"}}
        ),
    },
)
SAME_LOOP = {"Ref": {"Fn::ForEach::Loop": "Topic"}}
RESOURCES = st.dictionaries(
    st.sampled_from(["Topic", "Queue"]),
    st.fixed_dictionaries(
        {"Type": st.sampled_from(["AWS::SNS::Topic", "AWS::SQS::Queue", "Custom::Mine"])},
        optional={"Properties": st.dictionaries(st.text("ABC", min_size=1, max_size=2), VALUES), "Metadata": VALUES},
    ),
    min_size=1,
)


def rendered(body: Any, region: str = "eu-central-1") -> dict[str, Any]:
    """The whole result, and every problem, of a template given as its body."""
    program = compile_template(loads(json.dumps(body), "generated.json"))
    values = program.parameters.resolve({}, complete=False)
    stack = program.render(values, Place(region, account_id="111122223333"))
    problems = sorted(f"{p.check.id} {p.path} {p.message}" for p in (*program.problems, *stack.problems))
    return {**stack.to_json(), "problems": problems}


def shuffled(value: Any, order: Any) -> Any:
    """The same value with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = order(list(value))
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(member, order) for member in value] if isinstance(value, list) else value


@given(BODIES)
def test_rendering_never_crashes(body: dict[str, Any]) -> None:
    assert set(rendered(body)) == {"Resources", "Outputs", "Conditions", "Parameters", "problems"}


@given(st.fixed_dictionaries({"Resources": RESOURCES}, optional={"Conditions": st.dictionaries(NAMES, VALUES)}))
def test_rendering_of_resources_with_any_properties_never_crashes(body: dict[str, Any]) -> None:
    assert set(rendered(body)["Resources"]) == set(body["Resources"])


@given(BODIES)
@example(
    {
        "Transform": "AWS::LanguageExtensions",
        "Resources": {name: {"Type": "AWS::SNS::Topic", "Metadata": SAME_LOOP} for name in ("Topic", "Queue")},
    }
)
def test_key_order_does_not_matter(body: dict[str, Any]) -> None:
    assert rendered(shuffled(body, list)) == rendered(shuffled(body, lambda keys: list(reversed(keys))))


@given(st.fixed_dictionaries({"Resources": RESOURCES}))
def test_rendering_twice_equals_rendering_once(body: dict[str, Any]) -> None:
    once = rendered(body)
    if "Unresolved" in json.dumps(once) or once["problems"]:
        return  # what only AWS can make cannot be written down as a template
    twice = rendered({"Resources": once["Resources"]})
    if "Fn::" not in json.dumps(once) and "Ref" not in json.dumps(once):
        assert twice["Resources"] == once["Resources"]


def test_the_hash_seed_does_not_matter() -> None:
    script = (
        "import sys; from tapstack.render import Place, compile_template; from tapstack.template.load import load\n"
        "program = compile_template(load(sys.argv[1]))\n"
        "values = program.parameters.resolve({'EnvironmentSuffix': 'abc'})\n"
        "sys.stdout.buffer.write(program.render(values, Place('us-east-1')).to_bytes())"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, str(SEED)],
            env={**environment, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1
    assert b"trading-data-abc-us-east-1" in outputs.pop()
