import pytest

from tapstack.findings import Status
from tapstack.render import Place, compile_template
from tapstack.template.load import loads

TEMPLATE = """\
Parameters: {{P: {{Type: String}}, Q: {{Type: String}}}}
Conditions:
  A: !Equals [!Ref P, a]
  B: !Equals [!Ref Q, b]
  NotA: !Not [{{Condition: A}}]
  Both: !And [{{Condition: A}}, {{Condition: B}}]
  Either: !Or [{{Condition: A}}, {{Condition: B}}]
  Always: !Equals [x, x]
Resources:
  Target: {{Type: AWS::SNS::Topic, Condition: {target}}}
  Thing: {{Type: Custom::Thing, {own}Properties: {{Value: {value}}}}}
"""


def found(target, own, value, given=None):
    text = TEMPLATE.format(target=target, own=f"Condition: {own}, " if own else "", value=value)
    program = compile_template(loads(text, "t.yaml"))
    stack = program.render(program.parameters.resolve(given or {}, complete=False), Place("us-east-1"))
    return [(problem.check.id, problem.status, problem.path[3:]) for problem in stack.doubts]


REF = "!Ref Target"


@pytest.mark.parametrize(
    ("target", "own", "value"),
    [
        ("A", "A", REF),
        ("A", "Both", REF),
        ("NotA", "", f"!If [A, x, {REF}]"),
        ("A", "", f"!If [A, {REF}, x]"),
        ("A", "", f"!If [Both, {REF}, x]"),
        ("Both", "A", f"!If [B, {REF}, x]"),
        ("Either", "B", REF),
        ("A", "Either", f"!If [B, x, !If [A, {REF}, x]]"),
        ("Always", "", REF),
    ],
)
def test_a_reference_that_conditions_guard_is_not_in_doubt(target, own, value):
    assert found(target, own, value) == []


@pytest.mark.parametrize(
    ("target", "own", "value", "place"),
    [
        ("A", "", REF, ("Value", "Ref")),
        ("A", "B", REF, ("Value", "Ref")),
        ("A", "NotA", REF, ("Value", "Ref")),
        ("A", "Either", REF, ("Value", "Ref")),
        ("Both", "A", REF, ("Value", "Ref")),
        ("A", "", f"!If [A, x, {REF}]", ("Value", "Fn::If", 2, "Ref")),
        ("A", "", f"!If [B, {REF}, x]", ("Value", "Fn::If", 1, "Ref")),
        ("A", "", "!GetAtt Target.TopicArn", ("Value", "Fn::GetAtt")),
        ("A", "", '!Sub "${Target}"', ("Value", "Fn::Sub")),
    ],
)
def test_a_reference_to_what_may_not_be_made_is_unknown(target, own, value, place):
    assert found(target, own, value) == [("FN-004", Status.UNKNOWN, place)]


def test_with_known_parameters_nothing_is_in_doubt():
    assert found("A", "", REF, {"P": "a", "Q": "b"}) == []
    assert found("A", "", REF, {"P": "other", "Q": "b"}) == []


def test_a_branch_that_is_not_taken_is_not_looked_at():
    assert found("B", "", f"!If [A, x, {REF}]", {"P": "a"}) == []
