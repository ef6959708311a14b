"""pytest collects the tests of a repository's Guard rules."""

from pathlib import Path

import pytest

RULES = "let t = Resources.*[ Type == 'AWS::SNS::Topic' ]\nrule KEYED when %t !empty { %t.Properties.Key exists }\n"
TESTS = """
- name: with a key
  input: {Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {Key: k}}}}
  expectations: {rules: {KEYED: PASS}}
- name: without
  input: {Resources: {T: {Type: 'AWS::SNS::Topic', Properties: {}}}}
  expectations: {rules: {KEYED: FAIL}}
"""


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    (pytester.path / "tapstack.toml").write_text('rules = "rules"\n')
    (pytester.path / "rules" / "tests").mkdir(parents=True)
    (pytester.path / "rules" / "topics.guard").write_text(RULES)
    (pytester.path / "rules" / "tests" / "topics_tests.yml").write_text(TESTS)
    return pytester.path


@pytest.mark.parametrize("options", [(), ("-n", "2")])
def test_each_expectation_is_a_test(options, folder, pytester) -> None:
    pytester.runpytest_subprocess("rules", *options).assert_outcomes(passed=2)


def test_a_rule_that_ends_otherwise_fails_with_its_line_and_reason(folder, pytester) -> None:
    (folder / "rules" / "tests" / "topics_tests.yml").write_text(TESTS.replace("KEYED: FAIL", "KEYED: PASS"))
    result = pytester.runpytest_subprocess("rules")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["KEYED ended as FAIL, not PASS. Properties/Key is missing."])
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.fnmatch_lines(["FAILED rules/tests/topics_tests.yml::KEYED:7:without*"])


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("tests/topics_tests.yml", "a: b", "rules/tests/topics_tests.yml:1:1: The file is not a list of tests.*"),
        ("tests/topics_tests.yml", "[]", "*There is no test in the file.*"),
        ("topics.guard", "rule {", "rules/topics.guard:1:*"),
    ],
)
def test_what_cannot_be_read_is_an_error_in_one_line(file, text, said, folder, pytester) -> None:
    (folder / "rules" / file).write_text(text)
    result = pytester.runpytest_subprocess("rules")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*{said}"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_test_of_no_rule_fails(folder, pytester) -> None:
    (folder / "rules" / "topics.guard").unlink()
    pytester.runpytest_subprocess("rules").assert_outcomes(failed=2)


def test_other_files_are_left_alone(folder, pytester) -> None:
    (folder / "other_tests.yml").write_text("a: [")
    (folder / "rules" / "values.yml").write_text("a: [")
    pytester.runpytest_subprocess(".").assert_outcomes(passed=2)


def test_without_configured_rules_nothing_is_collected(folder, pytester) -> None:
    (folder / "tapstack.toml").write_text("")
    assert pytester.runpytest_subprocess("rules").ret == pytest.ExitCode.NO_TESTS_COLLECTED
