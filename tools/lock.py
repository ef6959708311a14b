"""Writes the requirement files: one set of pins with hashes that holds for every Python we support.

``python tools/lock.py [--upgrade]``; without ``--upgrade`` a pin changes only where it must.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = {
    "runtime": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--extra", "simulate", "--group", "dev", "--constraints", "requirements/runtime.txt"],
    "lock": ["--group", "lock"],
    "taskcat-build": ["--group", "taskcat-build"],
    "taskcat": ["--group", "taskcat", "--constraints", "requirements/taskcat-build.txt", "--no-binary", "yattag"],
    "awscli": ["--group", "awscli"],
    "browser": ["--group", "browser"],
    "trestle": ["--group", "trestle"],
    "checkov": ["--group", "checkov"],
}
OPTIONS = [
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--only-binary=:all:",
    "--no-emit-index-url",
    "--custom-compile-command=make lock",
    "--quiet",
]


def command(purpose: str, extra: list[str]) -> list[str]:
    """The command that writes ``requirements/<purpose>.txt``."""
    target = f"requirements/{purpose}.txt"
    uv = Path(sys.executable).parent / "uv"
    return [str(uv), "pip", "compile", *SOURCES[purpose], *OPTIONS, *extra, "--output-file", target]


def main() -> int:
    """Write every requirement file; 1 if one does not resolve."""
    for purpose in SOURCES:
        if subprocess.run(command(purpose, sys.argv[1:]), cwd=ROOT, check=False, stdout=subprocess.DEVNULL).returncode:
            print(f"requirements/{purpose}.txt does not resolve.", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
