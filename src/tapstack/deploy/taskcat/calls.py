"""taskcat, called: one test at a time, its output kept, its end waited for."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tapstack.deploy.taskcat.stage import Stage
from tapstack.deploy.taskcat.tests import NAME, Test
from tapstack.deploy.taskcat.tool import Tool

_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_GRACE = 10


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended: ``code`` is None where it was stopped for taking longer than ``seconds`` allow."""

    code: int | None
    seconds: float
    output: str

    @property
    def errors(self) -> str:
        """The lines that taskcat marks as errors, or its last ones."""
        lines = [line.strip() for line in self.output.splitlines() if line.strip()]
        marked = [line for line in lines if "[ERROR" in line]
        return " | ".join((marked or lines)[-3:])


@dataclass(frozen=True, slots=True)
class Taskcat:
    """The command, where and in what environment it runs, and how many seconds a call may take.

    ``profile`` is a name from the user's AWS configuration. Without one taskcat would take the profile [default] where
    there is one, whatever AWS_PROFILE says (`_client_factory.py`).
    """

    tool: Tool
    stage: Stage
    environment: Mapping[str, str]
    limit: float
    logs: Path
    profile: str | None = None

    def test(self, test: Test) -> Ended:
        """Deploy one test and leave its stack: what is deleted, and in which order, is decided later."""
        whose = ["--profile", self.profile] if self.profile else []
        outputs = self.stage.outputs / test.name
        return self._call(
            [*whose, "test", "run", "-i", NAME, "-t", test.name, "-n", "--minimal-output", "-o", str(outputs)],
            self.logs / f"{test.name}.log",
        )

    def clean(self, project: str, region: str) -> Ended:
        """Delete what belongs to ``project`` in one region; taskcat itself does not wait for the end here."""
        whose = ["--aws-profile", self.profile] if self.profile else []
        return self._call(["test", "clean", project, "--region", region, *whose], self.logs / f"clean-{region}.log")

    def _call(self, arguments: Sequence[str], log: Path) -> Ended:
        began = time.monotonic()
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as file:
            process = subprocess.Popen(  # noqa: S603  the user's own taskcat
                [str(self.tool.path), *arguments],
                cwd=self.stage.project,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            try:
                code: int | None = process.wait(self.limit)
            except subprocess.TimeoutExpired:
                code = None
            finally:
                _stop(process)
        text = _COLOUR.sub("", log.read_text(encoding="utf-8", errors="replace"))
        return Ended(code, time.monotonic() - began, text)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a call and whatever it started, if it has not ended."""
    if process.poll() is not None:
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        os.killpg(process.pid, number)
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            continue
        return
