import pytest

from tapstack.template.load import loads


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("!Ref A", {"Ref": "A"}),
        ("!Condition A", {"Condition": "A"}),
        ("!GetAtt A.B", {"Fn::GetAtt": ["A", "B"]}),
        ("!GetAtt A.B.C", {"Fn::GetAtt": ["A", "B.C"]}),
        ("!GetAtt A", {"Fn::GetAtt": ["A"]}),
        ("!GetAtt [A, B.C]", {"Fn::GetAtt": ["A", "B.C"]}),
        ("!GetAtt [A, !Ref B]", {"Fn::GetAtt": ["A", {"Ref": "B"}]}),
        ("!Sub '${A}'", {"Fn::Sub": "${A}"}),
        ("!Sub ['${A}', {A: 1}]", {"Fn::Sub": ["${A}", {"A": 1}]}),
        ("!Sub 5", {"Fn::Sub": "5"}),
        ("!Join [',', [a, b]]", {"Fn::Join": [",", ["a", "b"]]}),
        ("!Split [',', a]", {"Fn::Split": [",", "a"]}),
        ("!Select [0, !GetAZs '']", {"Fn::Select": [0, {"Fn::GetAZs": ""}]}),
        ("!GetAZs", {"Fn::GetAZs": ""}),
        ("!FindInMap [A, B, C]", {"Fn::FindInMap": ["A", "B", "C"]}),
        ("!Cidr [a, 1, 8]", {"Fn::Cidr": ["a", 1, 8]}),
        ("!Base64 a", {"Fn::Base64": "a"}),
        ("!Base64 {'Fn::Sub': a}", {"Fn::Base64": {"Fn::Sub": "a"}}),
        ("!ImportValue a", {"Fn::ImportValue": "a"}),
        ("!GetStackOutput {StackName: a, OutputName: b}", {"Fn::GetStackOutput": {"StackName": "a", "OutputName": "b"}}),
        ("!If [A, !Ref B, c]", {"Fn::If": ["A", {"Ref": "B"}, "c"]}),
        ("!And [!Condition A, !Not [!Equals [a, b]]]",
         {"Fn::And": [{"Condition": "A"}, {"Fn::Not": [{"Fn::Equals": ["a", "b"]}]}]}),
        ("!Or [a, b]", {"Fn::Or": ["a", "b"]}),
        ("!Transform {Name: a}", {"Fn::Transform": {"Name": "a"}}),
        ("!Length [1]", {"Fn::Length": [1]}),
        ("!ToJsonString {a: 1}", {"Fn::ToJsonString": {"a": 1}}),
        ("!Contains [[a], a]", {"Fn::Contains": [["a"], "a"]}),
        ("!EachMemberEquals [[a], a]", {"Fn::EachMemberEquals": [["a"], "a"]}),
        ("!EachMemberIn [[a], [a]]", {"Fn::EachMemberIn": [["a"], ["a"]]}),
        ("!RefAll a", {"Fn::RefAll": "a"}),
        ("!ValueOf [a, b]", {"Fn::ValueOf": ["a", "b"]}),
        ("!ValueOfAll [a, b]", {"Fn::ValueOfAll": ["a", "b"]}),
        ("!<!Ref> A", {"Ref": "A"}),
        ("! a", "a"),
        ("!!str 1", "1"),
        ("!!int '1'", 1),
        ("!!map {a: 1}", {"a": 1}),
        ("!!seq [a]", ["a"]),
    ],
)  # fmt: skip
def test_a_short_form_is_its_long_form(short, long):
    assert loads(f"a: {short}\n", "t.yaml").body == {"a": long}
