"""A verdict that is not UNKNOWN is the same whatever AWS makes of what is not known."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tapstack.checks.policy.document import Document
from tapstack.checks.policy.engine import EngineError, binding
from tapstack.checks.policy.evaluation import Ending, each
from tapstack.checks.policy.judge import judge
from tapstack.checks.policy.language import read
from tapstack.checks.policy.unit import Unit, units
from tapstack.checks.subject import Subject

TEMPLATE: dict[str, Any] = {
    "Parameters": {"P": {"Type": "String"}, "Q": {"Type": "CommaDelimitedList"}},
    "Conditions": {
        "Yes": {"Fn::Equals": [{"Ref": "P"}, "foo"]},
        "Long": {"Fn::Equals": [{"Fn::Sub": "${P}${P}"}, "zz"]},
    },
    "Resources": {
        "X": {
            "Type": "Foo::Bar::Baz",
            "Properties": {
                "Plain": {"Ref": "P"},
                "Around": {"Fn::Sub": "arn:${P}:end"},
                "Listed": [{"Ref": "P"}, "bar"],
                "List": {"Ref": "Q"},
                "Map": {"Key": {"Ref": "P"}, "Fixed": "foo"},
                "Hollow": {"Key": {"Fn::If": ["Yes", "foo", {"Ref": "AWS::NoValue"}]}},
                "Maybe": {"Fn::If": ["Yes", "foo", {"Ref": "AWS::NoValue"}]},
                "Either": {"Fn::If": ["Long", ["foo"], {"Key": "foo"}]},
                "Known": "foo",
                "Number": 5,
                "Items": [{"Name": {"Ref": "P"}, "On": True}, {"Name": "foo", "On": False}],
            },
        }
    },
}
PATHS = [
    "Plain", "Around", "Listed", "Listed[*]", "List", "List[*]", "Map", "Map.Key", "Map.Fixed", "Map.*", "Hollow", "Maybe",
    "Either", "Either.Key", "Known", "Number", "Items[*].Name", "Items[ On == true ].Name", "Items[ Name == 'foo' ].On",
    "Items[*]", "Absent", "Plain[*]", "Plain.Below", "Map[ keys == /^K/ ]", "Items.*.Name",
    "Items.Name", "Items.0.Name",
]  # fmt: skip
COMPARISONS = [
    "== 'foo'", "!= 'foo'", "== 'zz'", "== /^arn:/", "!= /^arn:/", "== /end/", "!= /end$/", "in ['foo', 'bar']",
    "not in ['foo', 'bar']", "in [/^arn/, 'x']", "not in [/^arn/, 'x']", "== 5", "!= 5", "< 5", "> 5", "<= 5", ">= 5",
    "in r(1,5]", "not in r(1,5]", "== true", "!= true", "== ['foo']", "!= ['foo']", "== {Key: 'foo'}", "== null",
    "!= {Key: 'foo'}", "== %wanted", "!= %wanted", "in %several", "not in %several", "== %other", "not in %other",
    "!= 'arn:foo:end'", "== 'arn::end'", "not in ['x', 'y']", "== /^a.n:f/",
]  # fmt: skip
EXISTENCE = [
    "exists", "!exists", "not exists", "empty", "!empty", "is_string", "!is_string", "is_list", "!is_list", "is_struct",
    "!is_struct", "is_int", "!is_int", "is_bool", "is_float", "is_null", "!is_null",
]  # fmt: skip
TEXTS = ["", "foo", "bar", "zz", "5", "z", "true", "arn:", "x", "aws:end:foo"]
HEAD = "let wanted = 'foo'\nlet several = ['foo', 'zz']\nlet all = Resources.*[ Type == 'Foo::Bar::Baz' ]\n"
OTHER = "let other = Resources.*[ Type == 'Foo::Bar::Baz' ].Properties.Known\n"


def rule(body: str) -> Unit:
    (unit,) = units(read(f"{HEAD}{OTHER}rule R when %all !empty {{ %all.Properties {{\n{body}\n}} }}"), "r.guard")
    return unit


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("doubts") / "t.json"
    path.write_text(json.dumps(TEMPLATE))
    return str(path)


@pytest.fixture(scope="module")
def open_document(file: str) -> Document:
    return Document(Subject(file, ("us-east-1",)), "us-east-1")


@pytest.fixture(scope="module")
def known_documents(file: str) -> list[Document]:
    """What may come of it."""
    return [
        Document(Subject(file, ("us-east-1",), {"P": text, "Q": items}), "us-east-1")
        for text, items in zip(TEXTS, [*TEXTS[1:], "foo,zz"], strict=True)
    ]


def end(unit: Unit, document: Document) -> str:
    (verdict,) = judge(unit, document, binding())
    return verdict.status.value


def assert_sound(unit: Unit, open_document: Document, known: list[Document]) -> str:
    found = end(unit, open_document)
    if found not in ("UNKNOWN", "ERROR"):
        assert {end(unit, document) for document in known} == {found}, unit.text
    return found


@pytest.mark.parametrize("clause", [*COMPARISONS, *EXISTENCE])
@pytest.mark.parametrize("path", PATHS)
def test_no_operator_judges_what_is_not_known(path, clause, open_document, known_documents) -> None:
    assert_sound(rule(f"{path} {clause}"), open_document, known_documents)


@pytest.mark.parametrize("form", ["when {c} {{ Known == 'foo' }}", "{c} or Known == 'bar'", "Known == 'bar' or {c}"])
@pytest.mark.parametrize("clause", [*COMPARISONS, *EXISTENCE])
def test_nor_as_a_condition_or_an_alternative(form, clause, open_document, known_documents) -> None:
    assert_sound(rule(form.format(c=f"Plain {clause}")), open_document, known_documents)


@pytest.mark.parametrize("clause", COMPARISONS)
@pytest.mark.parametrize("place", ["{c}", "when {c} {{ Known == 'foo' }}", "Items[ Name {o} ].On exists"])
def test_what_is_wholly_unknown_leaves_every_comparison_open(place, clause, open_document) -> None:
    assert end(rule(place.format(c=f"Plain {clause}", o=clause)), open_document) == "UNKNOWN"


CLAUSES = st.builds("{} {}".format, st.sampled_from(PATHS), st.sampled_from([*COMPARISONS, *EXISTENCE]))
MORE = st.recursive(
    CLAUSES | st.builds("some {}".format, CLAUSES),
    lambda inner: st.one_of(
        st.builds("{}\n{}".format, inner, inner),
        st.builds("{} or {}".format, CLAUSES, CLAUSES),
        st.builds("when {} {{ {} }}".format, CLAUSES, inner),
        st.builds("Map {{ Key {} }}".format, st.sampled_from(COMPARISONS)),
        st.builds("Items {{ Name {} }}".format, st.sampled_from(COMPARISONS)),
        st.builds("Items[*] {{ Name {}\nOn exists }}".format, st.sampled_from(COMPARISONS)),
        st.builds("Items[ Name {} ] {{ On == true }}".format, st.sampled_from(COMPARISONS)),
        st.builds("let v = {}\n%v {}".format, st.sampled_from(PATHS[:9]), st.sampled_from(COMPARISONS)),
        st.builds("let n = count(Items[ Name {} ])\n%n == 1".format, st.sampled_from(COMPARISONS)),
    ),
    max_leaves=4,
)


@settings(max_examples=200)
@example("some Map.* == 'zz'")
@example("Map { Key == %other }")
@given(MORE)
def test_nor_in_any_combination(open_document, known_documents, body) -> None:
    assert_sound(rule(body), open_document, known_documents)


SEVERAL = {
    **TEMPLATE,
    "Resources": {
        "Zed": TEMPLATE["Resources"]["X"],
        "Alpha": {
            "Type": "Foo::Bar::Baz",
            "Properties": {"Known": "bar", "Map": {"Key": 5}, "Items": [], "Listed": []},
        },
        "Mid": {"Type": "Foo::Bar::Baz", "Properties": {"Known": "foo", "Items": [{"Name": "foo"}, {"On": True}]}},
        "Other": {"Type": "Foo::Bar::Other", "Properties": {}},
        "Bare": {"Type": "Foo::Bar::Baz"},
    },
}


@pytest.fixture(
    scope="module", params=[SEVERAL, {**SEVERAL, "Resources": dict(list(SEVERAL["Resources"].items())[:4])}]
)
def several(request, tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("several") / "t.json"
    path.write_text(json.dumps(request.param))
    return Document(Subject(str(path), ("us-east-1",), {"P": "foo", "Q": "a,b"}), "us-east-1")


@settings(max_examples=200)
@given(MORE)
def test_judged_at_once_each_resource_ends_as_by_itself(several, body) -> None:
    unit = rule(body)
    assume(unit.scope.separate)
    names = several.of_types(unit.scope.types)
    at_once = each(unit, several, binding(), names)
    by_itself = each(replace(unit, clauses=0), several, binding(), names)
    assert list(map(told, at_once.values())) == list(map(told, by_itself.values()))


def told(ending: Ending) -> tuple[object, ...]:
    return ending.status, [replace(violation, alternative=0) for violation in ending.violations], ending.why


def test_a_failure_that_is_certain_is_no_doubt(open_document) -> None:
    assert end(rule("Absent exists\nPlain == 'foo'"), open_document) == "FAIL"
    assert end(rule("Known == 'bar'\nPlain != 'foo'"), open_document) == "FAIL"
    assert end(rule("Known == 'bar' or Plain != 'foo'"), open_document) == "UNKNOWN"
    assert end(rule("when Plain == 'foo' { Absent exists }"), open_document) == "UNKNOWN"
    assert end(rule("when Plain != 'foo' { Absent exists }"), open_document) == "UNKNOWN"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Around exists", "PASS"),
        ("Plain exists", "PASS"),
        ("Around != 'alias/aws/sns'", "PASS"),
        ("Around not in ['alias/aws/sns', '*']", "PASS"),
        ("Around == /^arn:/", "PASS"),
        ("Around == /^alias/", "FAIL"),
        ("Around == 'arn:'", "FAIL"),
        ("Around !empty", "PASS"),
        ("Around is_string", "PASS"),
        ("Map != 'foo'", "FAIL"),
        ("Map not in ['foo', 'bar']", "PASS"),
        ("Maybe exists", "UNKNOWN"),
        ("Around == /end/", "UNKNOWN"),
        ("Plain !empty", "UNKNOWN"),
    ],
)
def test_what_is_known_of_a_text_decides(body: str, expected: str, open_document) -> None:
    assert end(rule(body), open_document) == expected


def test_the_engine_takes_every_clause_of_these_tests() -> None:
    document: dict[str, Any] = {"Resources": {"X": {"Type": "Foo::Bar::Baz", "Properties": {"Plain": "foo"}}}}
    for clause in (*COMPARISONS, *EXISTENCE):
        try:
            binding().evaluate(json.dumps(document), rule(f"Plain {clause}").text)
        except EngineError as error:
            pytest.fail(f"{clause}: {error}")


def test_a_resource_that_may_not_exist_is_unknown(tmp_path: Path) -> None:
    template = {**TEMPLATE, "Resources": {"X": {**TEMPLATE["Resources"]["X"], "Condition": "Yes"}}}
    file = tmp_path / "t.json"
    file.write_text(json.dumps(template))
    document = Document(Subject(str(file), ("us-east-1",)), "us-east-1")
    assert end(rule("Known == 'bar'"), document) == "UNKNOWN"
    assert end(rule("Known == 'foo'"), document) == "UNKNOWN"


ARN = {"Fn::GetAtt": ["Key", "Arn"]}
RESOURCES: dict[str, Any] = {
    "Key": {"Type": "AWS::KMS::Key"},
    "Made": {
        "Type": "Custom::Thing",
        "Properties": {"ServiceToken": "arn:aws:lambda:us-east-1:111122223333:function:f"},
    },
    "Other": {"Type": "AWS::CloudFormation::CustomResource", "Properties": {"ServiceToken": "arn:x"}},
}


@pytest.mark.parametrize(
    ("value", "body", "expected"),
    [
        (ARN, "Value != 'alias/aws/sns'", "PASS"),
        (ARN, "Value not in ['alias/aws/sns', '*']", "PASS"),
        (ARN, "Value == /^arn:/", "PASS"),
        (ARN, "Value != /alias/", "UNKNOWN"),
        (ARN, "Value == /^arn:aws:kms:us-east-1:/", "PASS"),
        (ARN, "Value != /^arn:[^:]*:kms:eu-/", "PASS"),
        (ARN, "Value != /^arn:[^:]*:kms:\\*/", "PASS"),
        (ARN, "Value != /key\\/\\*$/", "UNKNOWN"),
        (ARN, "Value != 'arn:aws:kms:us-east-1:111122223333:alias/aws/sns'", "UNKNOWN"),
        ({"Fn::GetAtt": ["Key", "KeyId"]}, "Value != 'alias/aws/sns'", "UNKNOWN"),
        ({"Fn::GetAtt": ["Made", "Arn"]}, "Value != 'alias/aws/sns'", "UNKNOWN"),
        ({"Fn::GetAtt": ["Other", "Arn"]}, "Value != 'alias/aws/sns'", "UNKNOWN"),
    ],
)
def test_an_arn_that_aws_has_yet_to_make_is_no_other_kind_of_name(value, body, expected, tmp_path: Path) -> None:
    resource = {"X": {"Type": "Foo::Bar::Baz", "Properties": {"Value": value}}}
    file = tmp_path / "t.json"
    file.write_text(json.dumps({"Resources": {**RESOURCES, **resource}}))
    assert end(rule(body), Document(Subject(str(file), ("us-east-1",)), "us-east-1")) == expected


ACCOUNTS = ("111122223333", "000000000000", "123456789012")
PATTERNS = [
    "/^arn:[^:]*:iam::.*:role\\/\\*$/", "/role\\/x$/", "/^arn:aws:iam::[0-9]{12}:role/", "/^arn:aws:iam::1/", "/::.{12}:/", "/[A-z]:role/",
    "/[+-;]:role/", "/^arn:aws:iam::\\*/", "/^(?i)ARN:AWS:IAM:/", "/account/", "/(.).*role/",
]  # fmt: skip


@pytest.fixture(scope="module")
def of_accounts(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """First with no account, then with each of them."""
    value = {"Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/x"}
    properties = {"Value": value, "Account": {"Ref": "AWS::AccountId"}}
    file = tmp_path_factory.mktemp("accounts") / "t.json"
    file.write_text(json.dumps({"Resources": {"X": {"Type": "Foo::Bar::Baz", "Properties": properties}}}))
    subject = Subject(str(file), ("us-east-1",))
    return [Document(replace(subject, account_id=number), "us-east-1") for number in (None, *ACCOUNTS)]


@pytest.mark.parametrize(
    "form", ["Value == {p}", "Value != {p}", "Value in [{p}, 'x']", "when Value == {p} {{ Value exists }}"]
)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_judged_only_if_every_account_ends_alike(pattern, form, of_accounts) -> None:
    assert_sound(rule(form.format(p=pattern)), of_accounts[0], of_accounts[1:])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Value != /^arn:[^:]*:iam::.*:role\\/\\*$/", "PASS"),
        ("Value == /role\\/x$/", "PASS"),
        ("Value == /^arn:aws:iam::1/", "UNKNOWN"),
        ("Value != /AccountId/", "UNKNOWN"),
        ("Account !empty", "PASS"),
        ("Account != /x/", "UNKNOWN"),
    ],
)
def test_an_account_has_twelve_digits(body: str, expected: str, of_accounts) -> None:
    assert end(rule(body), of_accounts[0]) == expected
