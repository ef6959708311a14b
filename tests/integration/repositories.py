"""Git repositories for tests of tools that work on one."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


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
        """What a git command prints; it must succeed."""
        result = self.run("git", *arguments)
        assert result.returncode == 0, result.stdout
        return result.stdout.strip()

    def add(self, **files: object) -> None:
        """Writes files, texts as they are and other values as JSON, for the next commit."""
        for name, content in files.items():
            (self.folder / name).write_text(content if isinstance(content, str) else json.dumps(content))
        self.git("add", "--all")

    def commit(self) -> tuple[bool, str]:
        """Whether the commit was made, and what was printed."""
        before = self.git("rev-parse", "HEAD")
        result = self.run("git", "commit", "--message", "x")
        made = self.git("rev-parse", "HEAD") != before
        assert made == (result.returncode == 0), result.stdout
        return made, result.stdout


def user(home: Path) -> dict[str, str]:
    """The variables of somebody who may commit and has nothing configured."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    names = {f"GIT_{who}_{what}": "x@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return {**kept, **names, "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(home / "pre-commit")}


def repository(folder: Path, variables: dict[str, str]) -> Repository:
    """A repository of what is in ``folder``, with a first commit."""
    made = Repository(folder, variables)
    made.git("init", "--quiet")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--allow-empty", "--message", "first")
    return made


def copy_of_this_checkout(folder: Path) -> Path:
    """Every file that is committed or could be, as it stands: uncommitted changes included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder
