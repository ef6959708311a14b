"""What the project promises about itself: its metadata, its requirement files, and how lightly it starts."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import tapstack

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
REQUIREMENT_FILES = sorted((ROOT / "requirements").glob("*.txt"))
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
# Split, so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(
    "|".join("/" + "/".join(parts) for parts in (["root", r"\w"], ["home", r"\w"], ["Users", ""]))
)


def requirements(file: Path) -> dict[str, str]:
    """Each pinned line of a requirement file, with the lines that belong to it."""
    joined = re.sub(r"(?m)^\s*#.*\n?", "", file.read_text()).replace("\\\n", " ")
    return {line.split("==")[0].strip(): line for line in joined.splitlines() if line.strip()}


def name_of(requirement: str) -> str:
    """The normalised name in a requirement such as ``moto[cloudformation]==5.2.5``."""
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


def tracked_files() -> list[Path]:
    """Every text file under version control."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_version_of_the_package_is_that_of_the_project() -> None:
    assert tapstack.__version__ == PROJECT["project"]["version"] == metadata.version("tapstack")


def test_installed_command_is_the_one_of_the_project() -> None:
    (command,) = metadata.entry_points(group="console_scripts", name="tapstack")
    assert command.value == PROJECT["project"]["scripts"]["tapstack"]
    assert callable(command.load())


def test_supported_pythons_are_those_of_the_metadata() -> None:
    prefix = "Programming Language :: Python :: "
    listed = [line.removeprefix(prefix) for line in PROJECT["project"]["classifiers"] if line.startswith(prefix)]
    assert listed == PYTHONS
    assert PROJECT["project"]["requires-python"] == ">=3.11,!=3.14.1,<3.15"


@pytest.mark.parametrize("file", REQUIREMENT_FILES, ids=lambda file: file.stem)
def test_every_requirement_is_pinned_with_hashes(file: Path) -> None:
    lines = requirements(file)
    assert lines
    assert [name for name, line in lines.items() if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize("file", REQUIREMENT_FILES, ids=lambda file: file.stem)
def test_requirement_file_names_no_host_and_no_folder(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"://|--(extra-)?index-url|--find-links|--trusted-host| @ |file:", text)
    assert not re.search(r"(^|\s)/", text)


def test_runtime_requirements_cover_the_dependencies_of_the_project() -> None:
    declared = {name_of(line) for line in PROJECT["project"]["dependencies"]}
    assert declared <= requirements(ROOT / "requirements/runtime.txt").keys()


def test_development_requirements_cover_their_groups_and_the_build() -> None:
    groups = PROJECT["dependency-groups"]
    declared = {name_of(line) for line in [*groups["dev"], *groups["peers"]] if isinstance(line, str)}
    build = {name_of(line) for line in PROJECT["build-system"]["requires"]}
    assert declared | build <= requirements(ROOT / "requirements/dev.txt").keys()


def test_development_runs_on_the_pins_of_the_runtime() -> None:
    runtime, development = (requirements(ROOT / f"requirements/{name}.txt") for name in ("runtime", "dev"))
    pins = {name: line.split()[0] for name, line in runtime.items()}
    assert pins == {name: development[name].split()[0] for name in pins}


def test_peers_are_locked_as_they_are_declared_and_taskcat_with_what_builds_it() -> None:
    groups = PROJECT["dependency-groups"]
    for name in ("taskcat", "taskcat-build", "awscli"):
        declared = {name_of(line) for line in groups[name] if isinstance(line, str)}
        assert declared <= requirements(ROOT / f"requirements/{name}.txt").keys()
    built, whole = (requirements(ROOT / f"requirements/{name}.txt") for name in ("taskcat-build", "taskcat"))
    assert {name: line.split()[0] for name, line in built.items()} == {"setuptools": whole["setuptools"].split()[0]}


def test_no_tracked_file_names_a_folder_of_somebodys_machine() -> None:
    texts = {file: file.read_text(errors="replace") for file in tracked_files()}
    assert texts
    assert [str(file.relative_to(ROOT)) for file, text in texts.items() if MACHINE_PATHS.search(text)] == []


def test_help_imports_nothing_heavy() -> None:
    heavy = ("cfnlint", "rich", "botocore", "boto3", "moto", "networkx", "hypothesis", "regex", "yaml")
    script = (
        "import sys; from tapstack.cli.main import main; sys.argv = ['tapstack', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Usage" in result.stdout
    assert result.stderr.strip() == "[]"
