"""Commits to a fresh repository whose hooks come from this checkout as it stands, uncommitted changes included.

pre-commit does all that it does for a user: it clones the checkout (a repository made of its files), builds an
environment of language ``python``, installs ``tapstack`` into it, and runs on ``git commit``. Only the dependencies,
which a user fetches from an index, are lent by the environment that runs the tests: nothing is downloaded.
"""

import os
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.integration.repositories import Repository, copy_of_this_checkout, repository, user

GOOD = {"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}
BAD = {"Resources": {"T": {"Type": "AWS::SNS::Topic", "DependsOn": "Missing"}}}
BAD_FOR_LINT = {"Resources": {"T": {"Type": "AWS::SNS::Topic", "Properties": {"TopicNam": "x"}}}}

CONFIGURATION = """
repos:
  - repo: {checkout}
    rev: {rev}
    hooks:
      - id: tapstack-check
        args: [--region, us-east-1]
      - id: tapstack-lint
        args: [--region, us-east-1]
      - id: tapstack-policy-test
"""

RULE = """
rule topics_are_encrypted when Resources.*[ Type == 'AWS::SNS::Topic' ] !empty {
    Resources.*[ Type == 'AWS::SNS::Topic' ].Properties.KmsMasterKeyId exists
}
"""
RULE_TEST = """
- name: a topic without a key
  input: {{Resources: {{T: {{Type: AWS::SNS::Topic, Properties: {{}}}}}}}}
  expectations: {{rules: {{topics_are_encrypted: {expected}}}}}
"""


def lending(home: Path) -> dict[str, str]:
    """The variables of a user whose pip finds in this environment all that it needs, and nothing elsewhere."""
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    return {
        **user(home),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # to pip, this is the value of "build isolation"
        "PYTHONPATH": os.pathsep.join(lent),
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
        "TAPSTACK_CACHE_DIR": str(home / "cache"),
    }


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    home = tmp_path_factory.mktemp("home")
    return repository(copy_of_this_checkout(home / "tapstack"), lending(home))


@pytest.fixture
def project(checkout: Repository, tmp_path: Path) -> Repository:
    made = repository(tmp_path, checkout.variables)
    rev = checkout.git("rev-parse", "HEAD")
    (tmp_path / ".pre-commit-config.yaml").write_text(CONFIGURATION.format(checkout=checkout.folder, rev=rev))
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "configuration")
    result = made.run(sys.executable, "-m", "pre_commit", "install")
    assert result.returncode == 0, result.stdout
    return made


def verdict(output: str, hook: str) -> str:
    """What pre-commit says of a hook at the end of its line."""
    (line,) = (line for line in output.splitlines() if line.startswith(f"tapstack {hook}."))
    return line.rsplit(".", 1)[1]


CHECK, LINT, POLICY_TEST = "check (all layers but lint)", "check (lint)", "policy test"


def test_a_bad_template_is_refused_with_the_finding_and_a_mended_one_passes(project: Repository) -> None:
    project.add(**{"stack.json": BAD})
    made, output = project.commit()
    assert (made, verdict(output, CHECK)) == (False, "Failed"), output
    assert "stack.json:1:" in output
    assert "  TPL-" in output
    assert "'Missing'" in output
    project.add(**{"stack.json": GOOD})
    made, output = project.commit()
    assert (made, verdict(output, CHECK), verdict(output, LINT)) == (True, "Passed", "Passed"), output


def test_what_only_the_linter_sees_is_refused_by_the_lint_hook(project: Repository) -> None:
    project.add(**{"stack.template": BAD_FOR_LINT})
    made, output = project.commit()
    assert (made, verdict(output, CHECK), verdict(output, LINT)) == (False, "Passed", "Failed"), output
    assert "TopicNam" in output


def test_a_commit_that_touches_no_template_runs_nothing(project: Repository) -> None:
    project.add(**{"README.md": "words\n", "tool.py": "Resources = {}\n"})
    made, output = project.commit()
    skipped = "(no files to check)Skipped"
    assert made, output
    assert [verdict(output, hook) for hook in (CHECK, LINT, POLICY_TEST)] == [skipped] * 3


def test_a_file_that_is_no_template_passes_and_is_named(project: Repository) -> None:
    project.add(**{"package.json": {"name": "x"}})
    made, output = project.commit()
    assert made, output
    assert output.count("package.json: not checked") == 2
    assert output.count("nothing was checked") == 2
    assert "PASS" not in output


def test_a_rule_that_does_not_end_as_expected_is_refused(project: Repository) -> None:
    (project.folder / "rules").mkdir()
    project.add(**{"rules/sns.guard": RULE, "rules/sns_tests.yaml": RULE_TEST.format(expected="PASS")})
    made, output = project.commit()
    assert (made, verdict(output, POLICY_TEST)) == (False, "Failed"), output
    assert "topics_are_encrypted" in output
    project.add(**{"rules/sns_tests.yaml": RULE_TEST.format(expected="FAIL")})
    made, output = project.commit()
    assert (made, verdict(output, POLICY_TEST)) == (True, "Passed"), output
    assert "all as expected" in output


EMBED = """
repos:
  - repo: {checkout}
    rev: {rev}
    hooks:
      - id: tapstack-embed
        args: [stack.json]
"""


def test_a_source_that_is_not_what_the_template_has_is_refused(project: Repository, checkout: Repository) -> None:
    rev = checkout.git("rev-parse", "HEAD")
    properties = {"Handler": "index.handler", "Runtime": "python3.13", "Code": {"ZipFile": "handler = 1\n"}}
    function = {"Metadata": {"tapstack": {"source": "f.py"}}, "Properties": properties}
    stack = {"Resources": {"F": {"Type": "AWS::Lambda::Function", **function}}}
    configuration = EMBED.format(checkout=checkout.folder, rev=rev)
    project.add(**{".pre-commit-config.yaml": configuration, "stack.json": stack, "f.py": "handler = 1\n"})
    made, output = project.commit()
    assert (made, verdict(output, "embed --check")) == (True, "Passed"), output
    project.add(**{"f.py": "handler = 2\n"})
    made, output = project.commit()
    assert (made, verdict(output, "embed --check")) == (False, "Failed"), output
    assert "line 1 is 'handler = 1' here, 'handler = 2' in the source" in output


def test_hooks_run_what_pre_commit_installed_and_not_what_runs_the_tests(project: Repository) -> None:
    project.add(**{"stack.json": GOOD})
    project.commit()
    (python,) = Path(project.variables["PRE_COMMIT_HOME"]).glob("repo*/py_env-*/bin/python")
    found = project.run(python, "-c", "import tapstack; print(tapstack.__file__)").stdout
    assert Path(found).is_relative_to(python.parent.parent), found
