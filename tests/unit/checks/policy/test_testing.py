"""Tests of rules in Guard's own format: any layout, an end for every expectation, faults with their line."""

import json

import pytest

from tapstack.checks.policy.testing import pairs, results
from tapstack.checks.policy.testing.cases import cases
from tapstack.cli.main import main
from tapstack.findings import InputError

RULES = "let b = Resources.*[ Type == 'AWS::S3::Bucket' ]\nrule ON when %b !empty { %b.Properties.On == true }\n"
TESTS = """
- name: on
  input: {Resources: {B: {Type: 'AWS::S3::Bucket', Properties: {On: true}}}}
  expectations: {rules: {ON: PASS}}
- name: off
  input:
    Resources:
      B:
        Type: AWS::S3::Bucket
        Properties:
          On: false
  expectations:
    rules:
      ON: FAIL
- name: none
  input: {}
  expectations: {rules: {ON: SKIP}}
"""
ENDS = [("on", "ON", "PASS"), ("off", "ON", "FAIL"), ("none", "ON", "SKIP")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]):
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        return tmp_path

    return write


def carried_out(path: str):
    return [result for pair in pairs(path) for result in results(pair)]


@pytest.mark.parametrize(
    ("rules", "tests"),
    [
        ("r/a.guard", "r/a_tests.yml"),
        ("r/a.guard", "r/a_tests.yaml"),
        ("r/a.guard", "r/tests/a_tests.yml"),
        ("r/a.guard", "r/a_test.yml"),
        ("r/deep/er/a.guard", "r/deep/er/tests/a_tests.yml"),
        ("r/rules/a.guard", "r/checks/of/a_tests.yml"),
        ("r/a.ruleset", "r/a_tests.json"),
    ],
)
def test_any_layout(rules, tests, folder) -> None:
    text = json.dumps([{"name": "on", "input": {"Resources": {}}, "expectations": {"rules": {"ON": "SKIP"}}}])
    folder({rules: RULES, tests: text if tests.endswith("json") else TESTS})
    found = carried_out("r")
    assert found
    assert all(result.held for result in found)
    assert {result.file for result in found} == {tests}


@pytest.mark.parametrize("path", ["r/tests", "r/tests/a_tests.yml"])
def test_the_tests_alone_find_their_rules(path, folder) -> None:
    folder({"r/a.guard": RULES, "r/tests/a_tests.yml": TESTS})
    assert [result.actual for result in carried_out(path)] == ["PASS", "FAIL", "SKIP"]


def test_the_nearest_rules_of_a_name_are_meant(folder) -> None:
    other = RULES.replace("== true", "== false")
    folder({"r/x/a.guard": RULES, "r/x/tests/a_tests.yml": TESTS, "r/y/a.guard": other})
    assert all(result.held for result in carried_out("r"))


def test_rules_that_are_equally_near_are_refused(folder) -> None:
    folder({"r/x/a.guard": RULES, "r/y/a.guard": RULES, "r/z/tests/a_tests.yml": TESTS})
    with pytest.raises(InputError, match=r"It may be about r/x/a.guard and r/y/a.guard\."):
        pairs("r")


def test_every_end_is_told(folder) -> None:
    folder({"r/a.guard": RULES, "r/a_tests.yml": TESTS})
    found = carried_out("r")
    assert [(result.test, result.rule, result.actual) for result in found] == ENDS
    assert [result.line for result in found] == [4, 14, 17]


@pytest.mark.parametrize(
    ("rules", "tests", "actual"),
    [
        ("a.guard", "- {input: {}, expectations: {rules: {NOPE: PASS}}}", "MISSING"),
        ("b.guard", "- {input: {}, expectations: {rules: {ON: PASS}}}", "MISSING"),
        ("a.guard", "- {input: {Resources: {B: {Type: X, N: 5}}}, expectations: {rules: {NUMBER: PASS}}}", "ERROR"),
        ("a.guard", "- {input: {}, expectations: {rules: {UNDEFINED: SKIP}}}", "ERROR"),
        ("a.guard", "- {input: {}, expectations: {rules: {ON: PASS}}}", "SKIP"),
    ],
)
def test_what_is_not_as_expected_is_never_held(rules, tests, actual, folder) -> None:
    more = "rule NUMBER { Resources.*.N !empty }\nrule UNDEFINED { %nope exists }\n"
    folder({f"r/{rules}": RULES + more, "r/a_tests.yml": tests})
    (found,) = carried_out("r")
    assert (found.actual, found.held) == (actual, False)


def test_inputs_are_read_as_guard_reads_them(folder) -> None:
    text = """
- name: kinds
  input:
    Version: 2012-10-17
    Answer: yes
    Number: 012
    Ref: !Ref A
    Att: !GetAtt A.B
    Sub: !Sub ["${x}", {x: 1}]
    Same: &a {Deep: 1.5}
    Again: *a
    Merged: {<<: *a, More: null}
  expectations: {rules: {ON: PASS}}
"""
    folder({"t.yml": text})
    (case,) = cases("t.yml")
    assert json.loads(case.document) == {
        "Version": "2012-10-17",
        "Answer": "yes",
        "Number": "012",
        "Ref": {"Ref": "A"},
        "Att": {"Fn::GetAtt": "A.B"},
        "Sub": {"Fn::Sub": ["${x}", {"x": 1}]},
        "Same": {"Deep": 1.5},
        "Again": {"Deep": 1.5},
        "Merged": {"Deep": 1.5, "More": None},
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "t.yml:1: The file is empty."),
        ("a: b", "t.yml:1:1: The file is not a list of tests."),
        ("- a\n- b", "t.yml:1:3: Test 1 is not a mapping."),
        ("- input: {}", "t.yml:1:3: Test 1 has no 'expectations'."),
        ("- name: x\n  expectations: {rules: {A: PASS}}", "t.yml:1:3: Test 1 has no 'input'."),
        ("- inptu: {}\n  expectations: {}", "t.yml:1:3: Unknown key 'inptu'. Did you mean 'input'?"),
        ("- input: {}\n  expectations: {}", "t.yml:2:17: The expectations have no 'rules'."),
        ("- input: {}\n  expectations:\n    rules: {A: YES}", "t.yml:3:16: 'A' is expected to be 'YES'."),
        ("- input: {}\n  expectations: {rules: {A: PASS, A: FAIL}}", "t.yml:2:35: 'A' is expected twice."),
        ("- input: {\n", "t.yml:2:1: Not YAML"),
        ("- input: &a [*a]\n  expectations: {rules: {A: PASS}}", "t.yml: The file stands for too many values."),
        ("- input: {? [a] : b}\n  expectations: {rules: {A: PASS}}", "t.yml"),
    ],
)
def test_what_is_no_test_file_is_refused_with_its_place(text, said, folder) -> None:
    folder({"t.yml": text})
    with pytest.raises(InputError) as caught:
        list(cases("t.yml"))
    assert str(caught.value).startswith(said)


def test_a_small_file_that_stands_for_a_large_one_is_refused(folder) -> None:
    lines = ["- &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    folder({"t.yml": "\n".join(lines)})
    with pytest.raises(InputError, match="too many values"):
        list(cases("t.yml"))


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"r/a.guard": RULES, "r/a_tests.yml": TESTS}, 0, "3 expectations in 1 file: all as expected."),
        ({"r/a.guard": RULES, "r/a_tests.yml": TESTS.replace("ON: SKIP", "ON: PASS")}, 1, "SKIP, not PASS."),
        ({"r/a.guard": RULES + "rule BARE { x exists }", "r/a_tests.yml": TESTS}, 0, "r/a.guard:3: BARE has no test."),
        ({"r/a.guard": RULES}, 5, "There are no tests of rules."),
        ({"r/readme.txt": "x"}, 5, "There are no tests of rules."),
        ({"x": "x"}, 2, "There is no such file or folder."),
        ({"r/a.guard": "rule {", "r/a_tests.yml": TESTS}, 2, "r/a.guard:1:"),
        ({"r/a.guard": "# none", "r/a_tests.yml": TESTS}, 1, "r/a.guard has no rule ON."),
        ({"r/a.guard": RULES, "r/a_tests.yml": "["}, 2, "r/a_tests.yml:2:1:"),
    ],
)
def test_the_command_ends_as_the_tests_do(files, code, said, folder, capsys) -> None:
    folder(files)
    assert main(["policy", "test", "r"]) == code
    captured = capsys.readouterr()
    assert said in captured.out + captured.err
    assert "Traceback" not in captured.err


def test_why_a_rule_failed_is_told(folder, capsys) -> None:
    folder({"r/a.guard": RULES, "r/a_tests.yml": TESTS.replace("ON: FAIL", "ON: PASS")})
    main(["policy", "test", "r"])
    assert "r/a_tests.yml:14: ON on 'off': FAIL, not PASS. Properties/On is false" in capsys.readouterr().out


def test_json_has_every_expectation(folder, capsys) -> None:
    folder({"r/a.guard": RULES, "r/a_tests.yml": TESTS})
    main(["policy", "test", "r", "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert document == {
        "expectations": [
            {"file": "r/a_tests.yml", "test": test, "rule": rule, "expected": end, "actual": end}
            for test, rule, end in ENDS
        ]
    }
