"""Guard's engine: the same verdicts by either binding, and no way for a rule to end the process."""

import json
import platform
import subprocess
import sys

import pytest

from tapstack.checks.policy.engine import (
    EngineError,
    RefusedError,
    bindings,
    ended,
    installed,
    quiet,
    statuses,
    violations,
)
from tapstack.checks.policy.engine.apart import evaluate_apart
from tapstack.findings import MissingToolError

ENGINES = installed()
BUCKETS = "let b = Resources.*[ Type == 'AWS::S3::Bucket' ]\n"
MANY = {f"B{n}": {"Type": "AWS::S3::Bucket", "Properties": {"Name": "x" * 500}} for n in range(40)}
ONE = {"B": {"Type": "AWS::S3::Bucket", "Properties": {"Name": "foo", "On": True, "Tags": [{"Key": "a"}]}}}


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request):
    return request.param


def test_the_bindings_are_those_that_have_wheels_here() -> None:
    newest = (3, 11) if sys.platform == "darwin" else (3, 12)
    both = (sys.platform, platform.machine()) == ("linux", "x86_64")
    first = ["cfn-guard-rs"] if sys.version_info[:2] <= newest else []
    assert [engine.name for engine in ENGINES] == first + (["guardpycfn"] if both or not first else [])


def evaluated(engine, rules: str, resources=ONE):
    return engine.evaluate(json.dumps({"Resources": resources}), rules)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("rule R when %b !empty { %b.Properties.On == true }", "PASS"),
        ("rule R when %b !empty { %b.Properties.On == false }", "FAIL"),
        ("rule R when %b empty { %b.Properties.On == false }", "SKIP"),
        ("rule R { AWS::SNS::Topic { Properties exists } }", "SKIP"),
        ("rule R { %b.Properties.On == true }\nrule R { %b.Properties.On == false }", "FAIL"),
        ("rule R { p(%b.Properties) }\nrule p(x) { %x.Name == /^f/ }", "PASS"),
    ],
)
def test_how_a_rule_ends(rules, expected, engine) -> None:
    assert statuses(evaluated(engine, BUCKETS + rules)) == {"R": expected}


def test_what_stands_outside_of_rules_is_the_rule_default(engine) -> None:
    assert statuses(evaluated(engine, "AWS::S3::Bucket { Properties.On == true }")) == {"default": "PASS"}


def test_a_rule_without_a_verdict_is_an_error(engine) -> None:
    tree = evaluated(engine, BUCKETS + "rule R { %b.Properties.On == true }")
    assert ended(tree, "R") == "PASS"
    with pytest.raises(EngineError, match="no verdict on a rule 'default'"):
        ended(tree, "default")


def test_a_violation_says_where_what_and_why(engine) -> None:
    rules = BUCKETS + "rule R { %b.Properties.Name == 'bar' << Violation: not bar\n Fix: write bar >> }"
    (found,) = violations(evaluated(engine, rules), "R")
    assert (found.path, found.actual, found.expected, found.operator) == (
        "/Resources/B/Properties/Name",
        "foo",
        "bar",
        "Eq",
    )
    assert "not bar" in found.message
    assert found.alternative == 0


def test_a_missing_property_is_named(engine) -> None:
    (found,) = violations(evaluated(engine, BUCKETS + "rule R { %b.Properties.Gone.Below exists }"), "R")
    assert (found.path, found.missing) == ("/Resources/B/Properties", "Gone.Below")


@pytest.mark.parametrize(
    "rules",
    [
        "rule R { %b.Properties.Name == 'a' or %b.Properties.Name == 'b' }",
        "rule R { some %b.Properties.Tags[*].Key == 'b' }",
    ],
)
def test_alternatives_belong_together(rules, engine) -> None:
    found = violations(evaluated(engine, BUCKETS + rules), "R")
    assert found
    assert len({violation.alternative for violation in found} - {0}) == 1


@pytest.mark.parametrize(
    "rules",
    [
        "rule R { %b.Properties[ On == true ].Name == 'bar' }",
        "rule R { %b { when Properties.Gone exists { Properties.Name == 'bar' } } }",
        "rule R { %b.Properties[ keys == /^N/ ] == 'foo' }",
    ],
)
def test_conditions_that_do_not_hold_are_no_violations(rules, engine) -> None:
    for found in violations(evaluated(engine, BUCKETS + rules), "R"):
        assert not found.path.endswith(("/On", "/Tags"))


def test_a_large_report_is_whole(engine) -> None:
    """The bindings' own function cuts a report off at its front as soon as it has more than 8 KiB."""
    found = violations(evaluated(engine, BUCKETS + "rule R { %b.Properties.Name == 'y' }", MANY), "R")
    assert {violation.path.split("/")[2] for violation in found} == set(MANY)


@pytest.mark.parametrize(
    ("rules", "line", "column"),
    [("rule R {\n Resources ==  }", 2, 14), ("rule R { Resources exists ", 1, 27), ("rule R {\n\n a }", 3, 4)],
)
def test_what_is_no_rule_is_refused_with_its_place(rules, line, column, engine) -> None:
    with pytest.raises(RefusedError) as caught:
        evaluated(engine, rules)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "`" not in str(caught.value)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (
            "let t = Resources.*.Properties.Name\nrule R { Resources[ keys not in %t ][ Type == 'X' ] exists }",
            "panicked",
        ),
        ("rule R { Resources.*.Properties.On == parse_int('x') }", "integer"),
        ("rule R { Resources.B.Properties.Number !empty }", "EMPTY"),
        ("rule R { %nope exists }", "nope"),
    ],
)
def test_what_the_engine_cannot_handle_is_an_error_and_not_a_crash(rules, said, engine, capfd) -> None:
    resources = {"B": {"Type": "X", "Properties": {"Name": "foo", "On": "1", "Number": 5}}}
    with pytest.raises(EngineError) as caught, quiet():
        evaluated(engine, rules, resources)
    assert said in str(caught.value)
    assert not isinstance(caught.value, RefusedError)
    assert capfd.readouterr().err == ""


def test_a_rule_that_would_end_the_process_ends_another(engine) -> None:
    circle = "rule R when S { Resources exists }\nrule S when R { Resources exists }"
    with pytest.raises(EngineError, match="ended with code"):
        evaluate_apart('{"Resources":{}}', circle)
    fatal = f"from {type(engine).__module__} import {type(engine).__name__} as E; E().evaluate('{{}}', {circle!r})"
    assert subprocess.run([sys.executable, "-c", fatal], check=False, capture_output=True).returncode < 0


def test_apart_gives_the_same(engine) -> None:
    rules = BUCKETS + "rule R { %b.Properties.Name == 'bar' }"
    document = json.dumps({"Resources": ONE})
    assert violations(evaluate_apart(document, rules), "R") == violations(engine.evaluate(document, rules), "R")
    with pytest.raises(RefusedError) as caught:
        evaluate_apart(document, "rule R {\n Resources ==  }")
    assert caught.value.line == 2


def test_without_any_engine_a_tool_is_missing(monkeypatch) -> None:
    monkeypatch.setattr(bindings, "find_spec", lambda name: None)
    bindings.binding.cache_clear()
    with pytest.raises(MissingToolError, match=r"cfn-guard-rs or guardpycfn"):
        bindings.binding()
    bindings.binding.cache_clear()
