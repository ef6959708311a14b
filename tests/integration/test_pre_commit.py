"""Commits to a fresh repository whose hooks come from this checkout as it stands, uncommitted changes included.

pre-commit does all that it does for a user: it clones the checkout (a repository made of its files), builds an
environment of language ``python``, installs ``tapstack`` into it, and runs on ``git commit``. Only the dependencies,
which a user fetches from an index, are lent by the environment that runs the tests: nothing is downloaded.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
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
"""


def environment(folder: Path) -> dict[str, str]:
    """The variables of a user with nothing configured, whose pip finds everything here and nothing elsewhere."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    lent = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    person = {f"GIT_{who}_{what}": "x@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {
        **kept,
        **person,
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as the value of `build isolation`
        "PYTHONPATH": os.pathsep.join(lent),
        "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
        "TAPSTACK_CACHE_DIR": str(folder / "cache"),
    }


@dataclass(frozen=True)
class Repository:
    """A git repository, and the environment in which its commands run."""

    folder: Path
    variables: dict[str, str]

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """A command there, with both streams in ``stdout``."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

    def git(self, *arguments: str) -> str:
        result = self.run("git", *arguments)
        assert result.returncode == 0, result.stdout
        return result.stdout.strip()

    def write(self, **files: object) -> None:
        for name, content in files.items():
            (self.folder / name).write_text(content if isinstance(content, str) else json.dumps(content))
        self.git("add", "--all")

    def commit(self) -> tuple[bool, str]:
        """Whether the commit was made, and what was printed."""
        before = self.git("rev-parse", "HEAD")
        result = self.run("git", "commit", "--message", "x")
        made = self.git("rev-parse", "HEAD") != before
        assert made == (result.returncode == 0)
        return made, result.stdout


def repository(folder: Path, variables: dict[str, str]) -> Repository:
    folder.mkdir(exist_ok=True)
    made = Repository(folder, variables)
    made.git("init", "--quiet")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--allow-empty", "--message", "first")
    return made


def copy_of_this_checkout(folder: Path) -> Path:
    """Every file that is or could be committed, as it stands."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("pre-commit")
    return repository(copy_of_this_checkout(folder / "tapstack"), environment(folder))


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
    (line,) = (line for line in output.splitlines() if line.startswith(f"tapstack check ({hook})"))
    return line.rsplit(".", 1)[1]


CHECK, LINT = "all layers but lint", "lint"


def test_a_bad_template_is_refused_with_the_finding_and_a_mended_one_passes(project: Repository) -> None:
    project.write(**{"stack.json": BAD})
    made, output = project.commit()
    assert (made, verdict(output, CHECK)) == (False, "Failed"), output
    assert "stack.json:1:" in output
    assert "'Missing'" in output
    project.write(**{"stack.json": GOOD})
    made, output = project.commit()
    assert (made, verdict(output, CHECK), verdict(output, LINT)) == (True, "Passed", "Passed"), output


def test_what_only_the_linter_sees_is_refused_by_the_lint_hook(project: Repository) -> None:
    project.write(**{"stack.template": BAD_FOR_LINT})
    made, output = project.commit()
    assert (made, verdict(output, CHECK), verdict(output, LINT)) == (False, "Passed", "Failed"), output
    assert "TopicNam" in output


def test_a_commit_that_touches_no_template_runs_nothing(project: Repository) -> None:
    project.write(**{"README.md": "words\n", "tool.py": "Resources = {}\n"})
    made, output = project.commit()
    skipped = "(no files to check)Skipped"
    assert (made, verdict(output, CHECK), verdict(output, LINT)) == (True, skipped, skipped), output


def test_a_file_that_is_no_template_passes_and_is_named(project: Repository) -> None:
    project.write(**{"package.json": {"name": "x"}})
    made, output = project.commit()
    assert made, output
    assert output.count("package.json: not checked") == 2
    assert output.count("nothing was checked") == 2
    assert "PASS" not in output


def test_hooks_run_what_pre_commit_installed_and_not_what_runs_the_tests(project: Repository) -> None:
    project.write(**{"stack.json": GOOD})
    project.commit()
    (python,) = Path(project.variables["PRE_COMMIT_HOME"]).glob("repo*/py_env-*/bin/python")
    found = project.run(python, "-c", "import tapstack; print(tapstack.__file__)").stdout
    assert Path(found).is_relative_to(python.parent.parent), found
