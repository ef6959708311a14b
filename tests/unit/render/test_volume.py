"""A small text that would make a large stack ends with one line; what AWS takes is rendered however it is linked."""

import json

import pytest

from tapstack.findings import InputError
from tapstack.render import Place, compile_template
from tapstack.render.volume import weight
from tapstack.template import Unresolved
from tapstack.template.load import loads

EAST = Place("us-east-1", account_id="111122223333")
EXTENDED = {"Transform": "AWS::LanguageExtensions"}
TOPIC = {"Type": "AWS::SNS::Topic"}
ITEMS = [f"x{index}" for index in range(500)]
LEAVES = {"literal": "x", "parameter": {"Ref": "P"}, "unknown": {"Ref": "AWS::StackName"}}


def rendered(body, given=None):
    program = compile_template(
        loads(json.dumps({"Parameters": {"P": {"Type": "String", "Default": "x"}}, **body}), "t")
    )
    return program.render(program.parameters.resolve(given or {}, complete=False), EAST)


def topic(value):
    return {**EXTENDED, "Resources": {"A": {**TOPIC, "Properties": {"DisplayName": value}}}}


def nested(levels, wrap, value):
    for _ in range(levels):
        value = wrap(value)
    return value


def loops(body, *, key="R${a}${b}${c}"):
    return {
        "Fn::ForEach::LoopA": [
            "a",
            ITEMS,
            {"Fn::ForEach::LoopB": ["b", ITEMS, {"Fn::ForEach::LoopC": ["c", ITEMS, {key: body}]}]},
        ]
    }


@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize(
    "wrap",
    [
        lambda value: {"Fn::Sub": ["${v}${v}", {"v": value}]},
        lambda value: {"Fn::Sub": ["${v}" * 100, {"v": value}]},
        lambda value: {"Fn::Sub": ["${v}${v}", {"v": {"Fn::Join": ["", [value, value]]}}]} if value == "x" else
                      {"Fn::Sub": ["${v}${v}${v}", {"v": value}]},
    ],
    ids=["doubled", "a hundred times", "joined"],
)  # fmt: skip
def test_text_that_doubles_at_each_level_is_refused(wrap, leaf):
    with pytest.raises(InputError, match=r"more than 20,000,000 characters") as caught:
        rendered(topic(nested(30, wrap, LEAVES[leaf])))
    assert (caught.value.file, caught.value.line) == ("t", 1)


@pytest.mark.parametrize(
    "value",
    [
        nested(90, lambda value: {"Fn::Base64": value}, {"Ref": "P"}),
        nested(46, lambda value: {"Fn::ToJsonString": {"a": value}}, {"Ref": "P"}),
        [{"Fn::FindInMap": ["M", "a", "b"]}] * 300,
        [{"Ref": "B"}] * 300,
        [{"Fn::Split": [",", {"Fn::FindInMap": ["M", "a", "b"]}]}] * 300,
        {"Fn::ForEach::LoopA": ["a", ITEMS, {"k${a}": "x" * 100_000}]},
        {"Fn::ForEach::LoopA": ["a", ["x" * 10_000], {"k": "${a}" * 10_000}]},
    ],
    ids=["Base64", "ToJsonString", "FindInMap", "name", "Split", "loop over a long text", "loop variable"],
)
def test_values_that_are_long_and_many_are_refused(value):
    body = topic("x")
    body["Resources"]["A"]["Metadata"] = value
    body["Resources"]["B"] = {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "b" * 100_000}}
    body["Mappings"] = {"M": {"a": {"b": "m," * 50_000}}}
    with pytest.raises(InputError, match=r"more than 20,000,000 characters"):
        rendered(body)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"Resources": loops(TOPIC)}, "more than 5,000 Resources; CloudFormation takes at most 500"),
        ({"Resources": {"A": TOPIC}, "Outputs": loops({"Value": "x"})}, "more than 2,000 Outputs"),
        ({"Resources": {"A": TOPIC}, "Conditions": loops({"Fn::Equals": ["a", "b"]})}, "more than 100,000 values"),
        ({"Resources": {"A": {**TOPIC, "Metadata": loops("v")}}}, "more than 100,000 values"),
        ({"Resources": {"A": TOPIC, **loops(None, key="Fn::No")}}, "more than"),
    ],
    ids=["resources", "outputs", "conditions", "properties", "nothing"],
)
def test_loops_in_loops_are_refused_before_they_fill_the_memory(body, said):
    with pytest.raises(InputError, match=said):
        rendered({**EXTENDED, **body})


def test_loops_over_parameters_are_refused_too():
    body = {**EXTENDED, "Resources": loops(TOPIC)}
    body["Resources"]["Fn::ForEach::LoopA"][1] = {"Ref": "L"}
    body["Parameters"] = {"L": {"Type": "CommaDelimitedList"}}
    with pytest.raises(InputError, match="more than 5,000 Resources"):
        rendered(body, {"L": ",".join(ITEMS)})


def test_five_hundred_resources_from_a_loop_are_made():
    stack = rendered({**EXTENDED, "Resources": {"Fn::ForEach::LoopA": ["a", ITEMS, {"R${a}": TOPIC}]}})
    assert len(stack.resources) == 500


def test_names_that_double_along_a_chain_are_refused():
    body = {f"B{i}": bucket({"Fn::Sub": f"${{B{i + 1}}}${{B{i + 1}}}"}) for i in range(60)}
    with pytest.raises(InputError, match="more than 20,000,000 characters"):
        rendered({"Resources": {**body, "B60": bucket("x")}})


def bucket(name):
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}}


def test_five_hundred_resources_may_be_named_after_each_other():
    body = {f"B{i}": bucket({"Fn::Join": ["", [{"Ref": f"B{i + 1}"}, "-"]]}) for i in range(499)}
    stack = rendered({"Resources": {**body, "B499": bucket("x")}})
    assert stack.resources["B0"].properties["BucketName"] == "x" + "-" * 499
    assert stack.problems == ()


def test_names_in_a_circle_are_unresolved():
    body = {f"B{i}": bucket({"Ref": f"B{(i + 1) % 500}"}) for i in range(500)}
    assert isinstance(rendered({"Resources": body}).resources["B0"].properties["BucketName"], Unresolved)


@pytest.mark.parametrize(
    "step",
    [
        lambda i: {"Fn::Not": [{"Condition": f"C{i + 1}"}]},
        lambda i: {"Fn::And": [{"Condition": f"C{i + 1}"}, {"Condition": f"C{i + 1}"}]},
    ],
    ids=["Not", "And"],
)
@pytest.mark.parametrize("given", [{"P": "x"}, {}])
def test_thousands_of_conditions_may_follow_from_each_other(step, given):
    conditions = {f"C{i}": step(i) for i in range(2000)} | {"C2000": {"Fn::Equals": [{"Ref": "P"}, "x"]}}
    body = {
        "Parameters": {"P": {"Type": "String"}},
        "Conditions": conditions,
        "Resources": {"A": {**TOPIC, "Condition": "C0"}, "B": {**TOPIC, "Metadata": {"Fn::If": ["C0", {"Ref": "A"}, 1]}}},
    }  # fmt: skip
    stack = rendered(body, given)
    assert stack.conditions["C0"] is True if given else isinstance(stack.conditions["C0"], Unresolved)
    assert list(stack.problems) == []


def test_conditions_in_many_circles_are_told_apart():
    conditions = {f"C{i}": {"Condition": f"C{i ^ 1}"} for i in range(4000)}
    program = compile_template(loads(json.dumps({"Conditions": conditions, "Resources": {"A": TOPIC}}), "t"))
    assert len([problem for problem in program.problems if problem.check.id == "FN-007"]) == 2000


def test_a_circle_of_conditions_is_told_the_same_under_any_order_of_keys():
    conditions = {"B": {"Condition": "C"}, "A": {"Condition": "B"}, "C": {"Condition": "A"}}
    told = set()
    for names in ("ABC", "CBA", "BCA"):
        body = {"Conditions": {name: conditions[name] for name in names}, "Resources": {"R": TOPIC}}
        (problem,) = compile_template(loads(json.dumps(body), "t")).problems
        told.add((problem.path, problem.message))
    assert told == {(("Conditions", "A"), "These conditions depend on each other: A -> B -> C -> A.")}


def test_too_many_faults_are_not_listed_one_by_one():
    with pytest.raises(InputError, match="more than 5,000 faults in functions"):
        rendered(topic([{"Ref": f"No{index}"} for index in range(6000)]))


def test_only_the_first_names_get_a_suggestion():
    body = topic([{"Ref": f"Topic00{index:02}"} for index in range(60)])
    body["Resources"]["Topic0000x"] = TOPIC
    program = compile_template(loads(json.dumps(body), "t"))
    assert sum("Did you mean" in problem.message for problem in program.problems) == 50


def test_a_variable_of_nothing_but_spaces_is_refused_at_once():
    (problem,) = compile_template(loads(json.dumps(topic({"Fn::Sub": "${" + " " * 100_000 + "}"})), "t")).problems
    assert "is no variable name" in problem.message
    assert compile_template(loads(json.dumps(topic({"Fn::Sub": "${" + " " * 100_000})), "t")).problems == ()


def test_known_text_around_an_unknown_part_is_put_together_however_much_it_is():
    text = "${AWS::Region}" * 20_000
    value = rendered(topic({"Fn::Sub": text + "${AWS::StackName}" + text})).resources["A"].properties["DisplayName"]
    before, unknown, after = value.parts
    assert before == after == "us-east-1" * 20_000
    assert unknown.of == "AWS::StackName"


def test_weight_counts_every_text():
    assert weight({"ab": ["cde", 1, {"f": Unresolved("Ref", "xyz", "")}], "g": None}) == 2 + 3 * 8 + 3 + 1 + 3 + 1
