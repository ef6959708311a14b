"""What holds for every test: no network, the same examples each time in CI, and no skip that goes unnoticed there."""

import ipaddress
import os
import socket
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

settings.register_profile("default", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, database=None)
settings.register_profile("fuzz", settings.get_profile("default"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if IN_CI else "default"))


class NetworkUsedError(AssertionError):
    """A test reached for a host other than this machine."""


def is_loopback(host: object) -> bool:
    """Whether connecting to ``host`` stays on this machine."""
    text = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return text == "localhost" or ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


def refuse_unless_loopback(host: object) -> None:
    """Let a connection to this machine pass."""
    if not is_loopback(host):
        raise NetworkUsedError(f"A test reached for {host!r}. Tests use no network: give them the data.")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Generator[None]:
    """Names are looked up and connections made on this machine only."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def checked(original: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family in {socket.AF_INET, socket.AF_INET6}:
                refuse_unless_loopback(address[0])
            return original(self, address)

        return call

    def look_up(host: Any, *arguments: Any, **options: Any) -> Any:
        refuse_unless_loopback(host)
        return getaddrinfo(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked(connect))
        patch.setattr(socket.socket, "connect_ex", checked(connect_ex))
        patch.setattr(socket, "getaddrinfo", look_up)
        yield


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure: what was not tested in CI was not tested at all."""
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nIn CI a skipped test is a failure: install what it needs, or remove it."


if IN_CI:

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Refuse skipped tests."""
        report = yield
        refuse_skip(report)
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
        """Refuse skipped files."""
        report = yield
        refuse_skip(report)
        return report
