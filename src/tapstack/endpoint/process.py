"""``tapstack serve`` as a process of its own, for whoever needs an account for a while. Imports nothing heavy."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tapstack.endpoint.control_client import ControlClient
from tapstack.findings import TapstackError

_SETTINGS = ("AWS_", "BOTO", "MOTO_")
_WAIT = 10.0


class NotServedError(TapstackError):
    """The process ended before it answered."""

    exit_code = 4


@dataclass(frozen=True)
class Served:
    """``url`` is what AWS_ENDPOINT_URL is to be."""

    url: str

    @property
    def control(self) -> ControlClient:
        """Steps its time, and makes things go wrong in it."""
        return ControlClient(self.url)

    def environment(self, region: str) -> dict[str, str]:
        """The variables with which an AWS client of this machine reaches it, and nothing of the user's own."""
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(_SETTINGS)}
        return {
            **kept,
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": region,
            "AWS_REGION": region,
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
            "NO_PROXY": "127.0.0.1,localhost",
        }


@contextmanager
def started(*, speed: float = 100.0, seed: int = 0, state: str | Path | None = None) -> Iterator[Served]:
    """A server on a free port of loopback, for as long as the context lasts. Raises NotServedError."""
    command = [sys.executable, "-m", "tapstack", "serve", "--port", "0", "--speed", str(speed), "--seed", str(seed)]
    if state is not None:
        command += ["--state", str(state)]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)  # noqa: S603  our own
        try:
            line = process.stdout.readline().strip() if process.stdout else ""
            if not line.startswith("http://"):
                process.wait(_WAIT)
                errors.seek(0)
                raise NotServedError(f"tapstack serve did not start: {errors.read()[-2000:]}", remedy="See above.")
            yield Served(line)
        finally:
            _ended(process)


def _ended(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_WAIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
