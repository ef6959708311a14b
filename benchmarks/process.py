"""Runs a command as a user would, and says how long it took and how much memory it held."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

COMMANDS = Path(sys.executable).parent
# What getrusage(2) counts in: KiB on Linux, bytes on macOS.
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Run:
    """Wall time in seconds; the largest resident memory of the process, in bytes."""

    seconds: float
    peak: int


def run(
    command: str, *arguments: str, environment: Mapping[str, str] | None = None, accept: Collection[int] = (0,)
) -> Run:
    """Run a command of this environment to its end.

    The peak includes what this process held when it started the command, so import nothing large here.
    Raises RuntimeError, with what the command printed, where its exit code is not one of ``accept``.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(COMMANDS / command), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in accept:
            output.seek(0)
            text = output.read().decode(errors="replace")
            raise RuntimeError(f"{command} {' '.join(arguments)} gave {process.returncode}:\n{text}")
    return Run(seconds, usage.ru_maxrss * MEMORY_UNIT)
