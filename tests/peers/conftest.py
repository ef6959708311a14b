"""Tools of others, each in an environment of its own; where one is missing the test fails, and says what installs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tapstack.endpoint.process import started

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (".peers", ".tox")
SPEED = 1000


def peer(environment: str, command: str) -> Path:
    """The command of an environment that ``make peers`` or tox has built."""
    for folder in FOLDERS:
        path = ROOT / folder / environment / "bin" / command
        if path.is_file():
            return path
    pytest.fail(f"{command} is not installed: run make peers.")


@pytest.fixture(scope="session")
def taskcat():
    return peer("taskcat", "taskcat")


@pytest.fixture(scope="session")
def tapstack():
    """Runs ``tapstack`` as a process; gives how it ended."""

    def run(*arguments, cwd=ROOT, **environment):
        command = [sys.executable, "-m", "tapstack", *map(str, arguments)]
        variables = {**os.environ, **environment}
        return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="module")
def served():
    """A server for the tests of a module."""
    with started(speed=SPEED) as server:
        yield server
