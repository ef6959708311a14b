"""Which resources a rule is about, and whether each can be judged by itself."""

import pytest

from tapstack.checks.policy.language import read
from tapstack.checks.policy.scope.use import is_of
from tapstack.checks.policy.unit import units

HEAD = """
let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]
let kinds = ['AWS::SNS::Topic', 'AWS::SQS::Queue']
let messages = Resources.*[ Type in %kinds ]
let document = this
"""
BUCKET, MESSAGES = {"AWS::S3::Bucket"}, {"AWS::SNS::Topic", "AWS::SQS::Queue"}


def scope(text: str):
    return next(unit for unit in units(read(HEAD + text), "r.guard") if unit.name in ("R", "default")).scope


@pytest.mark.parametrize(
    ("rule", "types"),
    [
        ("rule R when %buckets !empty { %buckets { Properties.A exists } }", BUCKET),
        ("rule R when %buckets !empty { %buckets.Properties.A == 1 }", BUCKET),
        ("rule R { %messages.Properties.A exists }", MESSAGES),
        ("rule R { AWS::S3::Bucket { Properties.A exists or Properties.B exists } }", BUCKET),
        ("AWS::S3::Bucket { Properties.A exists }", BUCKET),
        ("rule R { Resources[ Type == 'AWS::S3::Bucket' ].Properties.A exists }", BUCKET),
        ("rule R { Resources.*[ Type == 'AWS::S3::Bucket' or Type == 'X' ] { A exists } }", {*BUCKET, "X"}),
        ("rule R { Resources.*[ Type in ['X', 'Y']\n Type == 'X' ] { A exists } }", {"X"}),
        ("rule R { %buckets[ Properties.On == true ] { Properties.A exists } }", BUCKET),
        ("rule R { %buckets { some Properties.Tags[*].Key == 'x' } }", BUCKET),
        ("rule R { %buckets { when Properties.A == 1 { Properties.B == 2 or Properties.C exists } } }", BUCKET),
        ("rule R { check(%buckets.Properties) }\nrule check(p) { %p { A exists or B exists } }", BUCKET),
        (
            "rule R when t(%document) %buckets !empty { %buckets { A exists } }\nrule t(d) { %d { X exists or Y exists } }",
            BUCKET,
        ),
        ("rule R when %buckets !empty or %buckets exists { %buckets { A exists } }", BUCKET),
        ("rule R { %buckets { A exists }\n %messages { B exists } }", BUCKET | MESSAGES),
        (
            "rule R when %buckets !empty or %messages !empty { %buckets.A exists\n %messages.B exists }",
            BUCKET | MESSAGES,
        ),
        ("rule R { %buckets[ Open == true ] empty }", BUCKET),
        ("rule R { Resources.* { when Type == 'X' { A exists } } }", None),
        ("rule R { Resources.*[ Type == /S3/ ] { A exists } }", None),
        ("rule R { Resources.*[ Type == /^Custom::.*Bucket/ ] { A exists } }", None),
        ("rule R { Resources.*[ Type == /^Custom::/ ] { A exists } }", {"Custom::*"}),
        ("rule R { Resources.*[ Type in ['X', /^Custom::/] ] { A exists } }", {"X", "Custom::*"}),
        ("rule R { Resources.*[ Type == /^Custom::/\n Type == 'Custom::X' ] { A exists } }", {"Custom::X"}),
    ],
)
def test_a_rule_about_each_resource_by_itself(rule, types) -> None:
    found = scope(rule)
    assert (found.separate, found.types) == (True, types if types is None else frozenset(types))


@pytest.mark.parametrize(
    "rule",
    [
        "rule R { some %buckets.Properties.A == 1 }",
        "let x = some %buckets\nrule R { %x.Properties.A == 1 }",
        "rule R { %buckets.Properties.A == 1 or %buckets.Properties.B == 2 }",
        "rule R { %buckets { A exists } or %buckets { B exists } }",
        "rule R when %buckets.Properties.A == 1 { %buckets.Properties.B == 2 }",
        "rule R when %buckets !empty { %buckets { A exists }\n %messages { B exists } }",
        "rule R when %buckets !empty { %messages { B exists } }",
        "rule R when %buckets empty { %buckets.A exists\n %messages { B exists } }",
        "rule R { %buckets !empty\n %messages { B exists } }",
        "rule R { %buckets !empty or %messages { B exists } }",
        "rule R { %buckets { Properties.Name in %messages.Properties.Name } }",
        "rule R { %buckets { Properties.Name in %buckets.Properties.Name } }",
        "let n = count(%buckets)\nrule R { %n == 2 }",
        "rule R { other\n }\nrule other { %buckets { A exists } }",
        "rule R when other { %buckets { A exists } }\nrule other { %buckets { A exists } }",
        "rule R { Resources.Named.Properties.A exists }",
        "rule R { Resources[ keys == /^a/ ] { A exists } }",
        "rule R { Parameters.P exists }",
        "rule R { Resources == {} }",
        "rule R { one(%buckets) or two(%buckets) }\nrule one(x) { %x.A exists }\nrule two(x) { %x.B exists }",
    ],
)
def test_a_rule_about_resources_together(rule) -> None:
    assert not scope(rule).separate


def test_other_sections_are_known() -> None:
    assert scope("rule R { Parameters.*.NoEcho exists\n Outputs exists }").sections == {"Parameters", "Outputs"}
    assert scope("rule R { %buckets { A exists } }").sections == frozenset()


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("rule R {\n %nope.A exists }", "r.guard:7: The variable %nope is not defined."),
        ("rule R { %buckets.A == %nope }", "r.guard:6: The variable %nope is not defined."),
        ("rule R { nope\n }", "r.guard:6: There is no rule 'nope' in this file."),
        ("rule R { nope(%buckets) }", "r.guard:6: There is no rule 'nope' in this file."),
        ("let x = nope(%buckets)\nrule R { %x exists }", "r.guard:6: There is no function 'nope'."),
        ("rule R { other\n }\nrule other { R\n }", "r.guard:8: The rule 'R' leads back to itself."),
        ("rule R { p(%buckets) }\nrule p(x) { p(%x) }", "r.guard:7: The rule 'p' leads back to itself."),
        ("let x = %y\nlet y = %x\nrule R { %x exists }", "r.guard:7: The variable %x is defined by itself."),
    ],
)
def test_what_would_lead_the_engine_astray_is_a_fault(rule, fault) -> None:
    (unit,) = (unit for unit in units(read(HEAD + rule), "r.guard") if unit.name == "R")
    assert fault in unit.faults


def test_variables_of_a_caller_are_known_where_it_calls() -> None:
    rule = "rule R { outer(%buckets, 'x') }\nrule outer(b, t) { inner(%b) }\nrule inner(c) { %c.Type == %t }"
    assert scope(rule).faults == ()


def test_a_rule_is_cut_out_with_what_it_needs_and_nothing_else() -> None:
    text = "let a = 1\nrule R { p(%a)\n }\nrule p(x) { %x == 1 }\nrule S { Resources exists }"
    by_name = {unit.name: unit for unit in units(read(text), "r.guard")}
    assert set(by_name) == {"R", "S"}
    assert by_name["R"].text == "let a = 1\nrule R { p(%a)\n }\nrule p(x) { %x == 1 }"
    assert by_name["S"].text == "rule S { Resources exists }"


def test_rules_that_share_a_name_are_judged_together() -> None:
    (unit,) = units(read("rule R { Resources exists }\nrule R { Outputs exists }"), "r.guard")
    assert unit.text.count("rule R") == 2


@pytest.mark.parametrize(
    ("resource_type", "types", "expected"),
    [
        ("Custom::X", {"Custom::*"}, True),
        ("Custom::X", {"AWS::S3::Bucket", "Custom::*"}, True),
        ("AWS::S3::Bucket", {"Custom::*"}, False),
        ("AWS::S3::BucketPolicy", {"AWS::S3::Bucket"}, False),
        (None, {"Custom::*"}, False),
        (None, None, True),
    ],
)
def test_types_may_be_meant_by_their_beginning(resource_type, types, expected) -> None:
    assert is_of(resource_type, types) is expected
