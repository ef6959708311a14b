"""What the GitHub workflow runs, on what, and what it may do."""

import re
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
# YAML 1.1 reads the key `on` as true.
WORKFLOW: dict[Any, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())
JOBS = WORKFLOW["jobs"]


def steps(job: str, action: str) -> Iterator[dict[str, Any]]:
    """The steps of a job that use an action or run a command which begins so."""
    return (step for step in JOBS[job]["steps"] if (step.get("uses") or step["run"]).startswith(action))


def test_it_runs_on_pushes_and_pull_requests() -> None:
    assert set(WORKFLOW[True]) == {"push", "pull_request"}


def test_every_supported_python_is_tried() -> None:
    classifiers = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["classifiers"]
    supported = [line.rpartition(" ")[2] for line in classifiers if line.startswith("Programming Language")]
    assert JOBS["test"]["strategy"]["matrix"]["python"] == supported
    assert JOBS["test"]["strategy"]["fail-fast"] is False


def test_every_environment_of_tox_is_run() -> None:
    tox = ConfigParser()
    tox.read(ROOT / "tox.ini")
    run = ",".join(step["run"].partition(" -e ")[2] for step in steps("test", ".venv/bin/tox run"))
    assert sorted(run.split(",")) == sorted(tox["tox"]["env_list"].split(", "))


def test_only_the_upload_may_write_and_only_findings() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "permissions" not in JOBS["test"]
    written = [name for name, access in JOBS["code-scanning"]["permissions"].items() if access != "read"]
    assert written == ["security-events"]


def test_no_credentials_stay_in_a_checkout() -> None:
    checkouts = [step for job in JOBS for step in steps(job, "actions/checkout@")]
    assert len(checkouts) == len(JOBS)
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False] * len(JOBS)


def test_reports_of_a_failed_run_are_kept_and_uploaded() -> None:
    (report,) = steps("test", ".venv/bin/tox run -e report")
    (keep,) = steps("test", "actions/upload-artifact@")
    (fetch,) = steps("code-scanning", "actions/download-artifact@")
    (upload,) = steps("code-scanning", "github/codeql-action/upload-sarif@")
    assert all("always()" in part["if"] for part in (report, keep, JOBS["code-scanning"]))
    assert (keep["with"]["path"], keep["with"]["include-hidden-files"]) == (".tox/reports/", True)
    name, _, python = fetch["with"]["name"].partition("-")
    assert keep["with"]["name"] == f"{name}-${{{{ matrix.python }}}}"
    assert python in JOBS["test"]["strategy"]["matrix"]["python"]
    assert upload["with"]["sarif_file"] == f"{fetch['with']['path']}/report.sarif"


def test_actions_are_of_a_named_version() -> None:
    used = [step["uses"] for job in JOBS.values() for step in job["steps"] if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@(v\d+|[0-9a-f]{40})", action)] == []


def test_a_newer_push_to_a_pull_request_ends_the_run_of_the_older() -> None:
    assert "github.ref" in WORKFLOW["concurrency"]["group"]
    assert "pull_request" in WORKFLOW["concurrency"]["cancel-in-progress"]
