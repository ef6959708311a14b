"""The environments of tox.ini, as tox itself reads them."""

import json
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEYS = ("env_list", "commands", "deps", "extra_setup_commands", "pass_env", "set_env")
LAYERS = ["lint", "policy", "unit", "integration", "report"]


@cache
def configuration(*arguments: str) -> dict[str, Any]:
    """Every environment by name, and what concerns all of them under ``tox``."""
    command = [
        sys.executable,
        "-m",
        "tox",
        "config",
        "-e",
        "ALL",
        "--core",
        "--format",
        "json",
        "-k",
        *KEYS,
        *arguments,
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    document = json.loads(result.stdout)
    return {**document["env"], "tox": document["tox"]}


def programs(environment: str) -> set[str]:
    """The first word of each command."""
    found = configuration()[environment]
    return {shlex.split(command)[0] for command in (*found["extra_setup_commands"], *found["commands"])}


def test_an_environment_for_each_layer_runs_by_default() -> None:
    assert configuration()["tox"]["env_list"] == LAYERS
    assert set(configuration()) == {*LAYERS, "taskcat", "awscli", "browser", "trestle", "checkov", "tox"}


@pytest.mark.parametrize("environment", LAYERS)
def test_every_program_is_in_the_environment_that_runs_it(environment: str) -> None:
    folder = str(Path(sys.executable).parent)  # of the same requirement file as the environments
    assert programs(environment) > {"uv"}
    assert [program for program in programs(environment) if not shutil.which(program, path=folder)] == []


@pytest.mark.parametrize("environment", LAYERS)
def test_dependencies_are_the_pinned_ones_compiled_at_once(environment: str) -> None:
    found = configuration()[environment]
    assert found["deps"] == ["--require-hashes", "--only-binary :all:", "-r requirements/dev.txt"]
    assert found["set_env"]["UV_COMPILE_BYTECODE"] == "1"


@pytest.mark.parametrize("environment", LAYERS)
def test_an_environment_knows_whether_it_is_in_ci(environment: str) -> None:
    assert {"CI", "GITHUB_ACTIONS"} <= set(configuration()[environment]["pass_env"])


@pytest.mark.parametrize("environment", LAYERS)
def test_what_stands_after_two_dashes_reaches_the_last_command(environment: str) -> None:
    assert configuration("--", "tests/x", "-v")[environment]["commands"][-1].endswith(" tests/x -v")


def test_reports_are_written_to_the_folder_of_tox() -> None:
    assert f"--reports {ROOT / '.tox' / 'reports'}" in configuration()["report"]["commands"][0]


def test_peers_are_each_alone_and_run_from_the_projects_environment() -> None:
    for environment, command, file in (
        ("taskcat", "tapstack", "taskcat-build"),
        ("awscli", "pytest", "awscli"),
        ("browser", "pytest", "browser"),
        ("trestle", "pytest", "trestle"),
        ("checkov", "pytest", "checkov"),
    ):
        found = configuration()[environment]
        assert found["deps"] == ["--require-hashes", "--only-binary :all:", f"-r requirements/{file}.txt"]
        assert shlex.split(found["commands"][0])[0] == str(ROOT / ".venv" / "bin" / command)
        assert f"\n{environment}==" not in (ROOT / "requirements" / "dev.txt").read_text()


def test_taskcat_is_installed_by_hashes_and_named_to_the_launcher() -> None:
    found = configuration()["taskcat"]
    (install,) = found["extra_setup_commands"]
    assert "--require-hashes" in install
    assert install.endswith("--no-build-isolation -r requirements/taskcat.txt")
    assert f"--with {ROOT / '.tox' / 'taskcat' / 'bin' / 'taskcat'}" in found["commands"][0]
