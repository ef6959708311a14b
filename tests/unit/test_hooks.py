"""The hooks that others use, and those of this repository."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from tapstack.cli.group import tapstack

ROOT = Path(__file__).resolve().parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
REPOSITORIES = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
OURS = {hook["id"]: hook for repository in REPOSITORIES for hook in repository["hooks"]}
TAPSTACK = ("tapstack-check", "tapstack-lint", "tapstack-embed", "tapstack-policy-test")
JUDGING = ("tapstack-check", "tapstack-lint")


@pytest.mark.parametrize(
    ("command", "file"),
    [("validate-manifest", ".pre-commit-hooks.yaml"), ("validate-config", ".pre-commit-config.yaml")],
)
def test_pre_commit_takes_the_file_without_a_word(command: str, file: str) -> None:
    validate = [sys.executable, "-m", "pre_commit", command, file]
    result = subprocess.run(validate, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout + result.stderr) == (0, "")


def test_others_get_these_hooks() -> None:
    assert tuple(HOOKS) == TAPSTACK


@pytest.mark.parametrize("hooks", [HOOKS, OURS], ids=["for others", "of this repository"])
@pytest.mark.parametrize("name", TAPSTACK)
def test_a_hook_calls_a_command_that_takes_its_options(name: str, hooks: dict[str, Any]) -> None:
    program, *arguments = shlex.split(hooks[name]["entry"])
    assert Path(program).name == "tapstack"
    arguments += [*hooks[name].get("args", []), *([] if hooks[name].get("pass_filenames") is False else ["t.json"])]
    command: click.Command = tapstack
    while isinstance(command, click.Group):
        command = command.get_command(click.Context(command), arguments.pop(0))
    command.make_context(command.name, arguments)


@pytest.mark.parametrize(
    ("name", "file", "matches"),
    [
        *((name, file, True) for name in JUDGING for file in ("a.json", "b/a.yaml", "a.yml", "a.template", "a.JSON")),
        *((name, file, False) for name in JUDGING for file in ("a.py", "json", "a.json.txt", "template.md")),
        *(
            ("tapstack-embed", file, True)
            for file in ("lib/functions/f.py", "a.json", "b/a.yaml", "a.template", "a.YML")
        ),
        *(("tapstack-embed", file, False) for file in ("a.pyc", "py", "template.md", "rules/a.guard")),
        *(
            ("tapstack-policy-test", file, True)
            for file in ("rules/a.guard", "a.ruleset", "rules/tests/a_tests.yaml", "a_tests.yml")
        ),
        *(("tapstack-policy-test", file, False) for file in ("rules/waivers.yaml", "lib/TapStack.json", "guard.py")),
    ],
)
def test_a_hook_is_handed_the_files_that_concern_it(name: str, file: str, matches: bool) -> None:
    assert bool(re.search(HOOKS[name]["files"], file)) == matches


@pytest.mark.parametrize("hooks", [HOOKS, OURS], ids=["for others", "of this repository"])
@pytest.mark.parametrize("name", TAPSTACK)
def test_what_a_passed_hook_left_open_is_shown(name: str, hooks: dict[str, Any]) -> None:
    assert hooks[name]["verbose"] is True


@pytest.mark.parametrize("name", JUDGING)
def test_one_process_judges_all_files(name: str) -> None:
    assert HOOKS[name]["require_serial"] is True


@pytest.mark.parametrize("file", ["lib/functions/analytics.py", "lib/functions/parts/clients.py"])
@pytest.mark.parametrize("hooks", [HOOKS, OURS], ids=["for others", "of this repository"])
def test_a_source_that_changes_is_compared_though_its_template_does_not(hooks: dict[str, Any], file: str) -> None:
    hook = hooks["tapstack-embed"]
    assert hook["pass_filenames"] is False
    assert re.search(hook["files"], file)


def test_our_own_hooks_fetch_nothing() -> None:
    assert {repository["repo"] for repository in REPOSITORIES} == {"local", "meta"}
    assert {hook["language"] for hook in OURS.values() if "language" in hook} == {"system", "pygrep"}


def test_our_own_hooks_are_the_same_checks_from_the_environment_of_make_setup() -> None:
    assert {"ruff", "ruff-format", *TAPSTACK} <= set(OURS)
    programs = [Path(shlex.split(hook["entry"])[0]) for hook in OURS.values() if hook.get("language") == "system"]
    assert {program.parent for program in programs} == {Path(".venv/bin")}
    folder = str(Path(sys.executable).parent)
    assert [program.name for program in programs if not shutil.which(program.name, path=folder)] == []
