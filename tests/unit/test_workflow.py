"""What the GitHub workflows run, on what, and what they may do."""

import json
import re
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.unit.workflow.commands import commands, faults

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github" / "workflows"
# YAML 1.1 reads the key `on` as true.
WORKFLOWS: dict[str, dict[Any, Any]] = {
    file.stem: yaml.safe_load(file.read_text()) for file in sorted(FOLDER.iterdir())
}
WORKFLOW = WORKFLOWS["ci"]
JOBS = WORKFLOW["jobs"]
EVERY_JOB = [(name, job) for name, workflow in WORKFLOWS.items() for job in workflow["jobs"]]
WITH_A_TOKEN = {("nightly", "aws"), ("janitor", "janitor")}
BECOME = "aws-actions/configure-aws-credentials@"


def job_of(place: tuple[str, str]) -> dict[str, Any]:
    workflow, name = place
    job: dict[str, Any] = WORKFLOWS[workflow]["jobs"][name]
    return job


def steps_of(place: tuple[str, str], beginning: str) -> list[dict[str, Any]]:
    """The steps of a job that use an action or run a command which begins so."""
    return [step for step in job_of(place)["steps"] if (step.get("uses") or step["run"]).startswith(beginning)]


def steps(job: str, action: str) -> Iterator[dict[str, Any]]:
    return iter(steps_of(("ci", job), action))


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


def test_findings_are_shown_on_the_lines_of_the_template_by_a_job_that_may_only_read() -> None:
    (check,) = steps("findings", ".venv/bin/tapstack check")
    assert check["run"].endswith("lib/TapStack.json --format github")
    assert JOBS["findings"]["permissions"] == {"contents": "read"}


def test_the_tools_that_deploy_are_run() -> None:
    assert list(steps("peers", "make peers"))


@pytest.mark.parametrize("place", EVERY_JOB)
def test_a_job_ends_after_a_time_and_may_no_more_than_it_must(place: tuple[str, str]) -> None:
    job, workflow = job_of(place), WORKFLOWS[place[0]]
    assert 0 < job["timeout-minutes"] <= 360  # what a job of GitHub takes at most
    assert workflow["permissions"] == {"contents": "read"}
    written = {name for name, access in job.get("permissions", {}).items() if access != "read"}
    allowed = {("ci", "code-scanning"): {"security-events"}} | {token: {"id-token"} for token in WITH_A_TOKEN}
    assert written == allowed.get(place, set())


def test_only_the_upload_may_write_and_only_findings() -> None:
    assert "permissions" not in JOBS["test"]
    written = [name for name, access in JOBS["code-scanning"]["permissions"].items() if access != "read"]
    assert written == ["security-events"]


@pytest.mark.parametrize("place", EVERY_JOB)
def test_no_credentials_stay_in_a_checkout(place: tuple[str, str]) -> None:
    checkouts = steps_of(place, "actions/checkout@")
    uses_files = any("uses" in step or ".venv" in step["run"] for step in job_of(place)["steps"])
    assert len(checkouts) == uses_files
    assert [step["with"]["persist-credentials"] for step in checkouts] == [False] * len(checkouts)


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


@pytest.mark.parametrize("place", EVERY_JOB)
def test_actions_are_of_a_named_version(place: tuple[str, str]) -> None:
    used = [step["uses"] for step in job_of(place)["steps"] if "uses" in step]
    assert [action for action in used if not re.fullmatch(r"[\w./-]+@(v\d+|[0-9a-f]{40})", action)] == []


def test_an_action_is_of_one_version_everywhere() -> None:
    used = {step["uses"] for place in EVERY_JOB for step in job_of(place)["steps"] if "uses" in step}
    assert len({action.partition("@")[0] for action in used}) == len(used) > 0


@pytest.mark.parametrize("place", EVERY_JOB)
def test_every_command_is_there(place: tuple[str, str]) -> None:
    found = commands(job_of(place), ROOT)
    assert [fault for command in found for fault in faults(command, ROOT)] == []


def test_commands_are_found_in_every_workflow() -> None:
    found = [command for place in EVERY_JOB for command in commands(job_of(place), ROOT)]
    assert {command[0] for command in found} >= {"make", ".venv/bin/tox", ".venv/bin/tapstack", ".venv/bin/python"}
    assert [".venv/bin/python", "tools/nightly.py", "stackset"] in found


@pytest.mark.parametrize(
    "command",
    [
        "make deploy",
        "make setup peeers",
        ".venv/bin/tox run -e lint,typo",
        ".venv/bin/tapstack chek lib/TapStack.json",
        ".venv/bin/tapstack check lib/TapStack.json --formt github",
        ".venv/bin/python tools/nightley.py",
        ".venv/bin/python tools/nightly.py stackseet",
        ".venv/bin/python tools/janitor.py --delete --everything",
        ".venv/bin/pip install tapstack",
    ],
)
def test_a_command_that_is_not_there_is_found(command: str) -> None:
    assert list(faults(command.split(), ROOT))


def test_a_newer_push_to_a_pull_request_ends_the_run_of_the_older() -> None:
    assert "github.ref" in WORKFLOW["concurrency"]["group"]
    assert "pull_request" in WORKFLOW["concurrency"]["cancel-in-progress"]


class TestNightly:
    """What touches an account."""

    @pytest.mark.parametrize("name", ["nightly", "janitor"])
    def test_it_runs_every_night_and_by_hand_and_never_for_a_pull_request(self, name):
        assert set(WORKFLOWS[name][True]) == {"schedule", "workflow_dispatch"}

    @pytest.mark.parametrize("name", ["nightly", "janitor"])
    def test_one_at_a_time_and_none_is_cut_off(self, name):
        assert WORKFLOWS[name]["concurrency"]["cancel-in-progress"] is False
        assert "github.ref" not in WORKFLOWS[name]["concurrency"]["group"]

    def test_the_janitor_comes_when_last_nights_run_is_a_day_old(self):
        minutes = [_minutes(WORKFLOWS[name][True]["schedule"][0]["cron"]) for name in ("nightly", "janitor")]
        # GitHub starts scheduled runs late; and what a night made, it made within the job's time.
        assert 60 <= minutes[1] - minutes[0] <= 12 * 60

    def test_a_token_is_asked_for_only_where_a_role_is_taken(self):
        taken = {place for place in EVERY_JOB if steps_of(place, BECOME)}
        assert taken == WITH_A_TOKEN

    @pytest.mark.parametrize("place", sorted(WITH_A_TOKEN))
    def test_without_the_variables_of_the_repository_nothing_is_run(self, place):
        assert "vars.TAPSTACK_NIGHTLY_ACCOUNT != ''" in job_of(place)["if"]
        assert "vars.TAPSTACK_NIGHTLY_ROLE != ''" in job_of(place)["if"]
        assert "always()" not in job_of(place)["if"]

    @pytest.mark.parametrize("name", ["nightly", "janitor"])
    def test_what_was_not_run_is_said(self, name):
        job = job_of((name, "result"))
        assert set([job["needs"]] if isinstance(job["needs"], str) else job["needs"]) == set(
            WORKFLOWS[name]["jobs"]
        ) - {"result"}
        assert "always()" in job["if"] and "NOT RUN" in job["steps"][0]["run"] and "::warning" in job["steps"][0]["run"]

    @pytest.mark.parametrize("place", sorted(WITH_A_TOKEN))
    def test_the_role_is_of_the_variables_and_of_the_account_that_they_name(self, place):
        for step in steps_of(place, BECOME):
            assert step["with"]["role-to-assume"] == "${{ vars.TAPSTACK_NIGHTLY_ROLE }}"
            assert step["with"]["allowed-account-ids"] == "${{ vars.TAPSTACK_NIGHTLY_ACCOUNT }}"
            assert step["with"]["mask-aws-account-id"] is True

    @pytest.mark.parametrize("place", sorted(WITH_A_TOKEN))
    def test_a_session_is_no_longer_than_the_role_allows(self, place):
        role = json.loads((ROOT / "lib" / "NightlyRole.json").read_text())["Resources"]["NightlyRole"]["Properties"]
        for step in steps_of(place, BECOME):
            assert step["with"]["role-duration-seconds"] <= role["MaxSessionDuration"]

    @pytest.mark.parametrize("name", ["nightly", "janitor"])
    def test_there_are_no_secrets_and_no_text_of_others_in_commands(self, name):
        text = (FOLDER / f"{name}.yml").read_text()
        assert "secrets." not in text
        inserted = [step["run"] for job in WORKFLOWS[name]["jobs"].values() for step in job["steps"] if "run" in step]
        assert {found for run in inserted for found in re.findall(r"\$\{\{\s*(.*?)\s*\}\}", run)} <= {
            "matrix.deployment"
        }

    def test_what_was_deployed_is_removed_whatever_came_of_it(self):
        (clean,) = steps_of(("nightly", "aws"), ".venv/bin/python tools/nightly.py clean")
        again = steps_of(("nightly", "aws"), BECOME)[-1]
        assert "always()" in clean["if"] and "always()" in again["if"]

    @pytest.mark.parametrize("place", [("nightly", "local"), ("nightly", "aws"), ("janitor", "janitor")])
    def test_reports_are_kept_of_a_failed_run_too(self, place):
        (keep,) = steps_of(place, "actions/upload-artifact@")
        assert "always()" in keep["if"]
        assert job_of(place)["steps"][-1] is keep

    def test_by_hand_the_janitor_removes_only_where_it_is_asked_to(self):
        (remove,) = steps_of(("janitor", "janitor"), ".venv/bin/python tools/janitor.py --delete")
        assert remove["if"] == "${{ github.event_name == 'schedule' || inputs.delete }}"
        assert WORKFLOWS["janitor"][True]["workflow_dispatch"]["inputs"]["delete"]["default"] is False


def _minutes(cron: str) -> int:
    minute, hour, *days = cron.split()
    assert days == ["*", "*", "*"]
    return int(hour) * 60 + int(minute)
