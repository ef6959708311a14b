"""The commands of a night are real, carry its mark, and lock nothing."""

from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from tapstack.cli.group import COMMANDS, tapstack
from tapstack.config import read
from tapstack.deploy.janitor.mark import Run, suffix
from tapstack.deploy.nightly import plan
from tapstack.deploy.taskcat import tests as taskcat_tests
from tapstack.template.load import load

ROOT = Path(__file__).parents[4]
STARTED = datetime(2026, 1, 5, 2, 17, tzinfo=UTC)
PLACE = plan.Place("123456789012", "templates-of-the-nightly")
TASKCAT = Run(suffix("t", 19_876_543_210, 1), STARTED)
STACKSET = Run(suffix("s", 19_876_543_210, 1), STARTED)


@pytest.fixture
def night(monkeypatch):
    monkeypatch.chdir(ROOT)
    parameters = taskcat_tests.read(ROOT / "taskcat.yml", read().regions)[0].parameters
    return plan.Night(Path("reports"), ROOT, TASKCAT, STACKSET, parameters)


def steps(night):
    return [*plan.local(night), *plan.taskcat(night, PLACE), *plan.stackset(night, PLACE), *plan.clean(night, PLACE)]


def named(night, name):
    return next(step for step in steps(night) if step.name == name).command


def test_every_command_of_tapstack_takes_its_options(night):
    found = [step.command[3:] for step in steps(night) if step.command[1:3] == ("-m", "tapstack")]
    assert {command[0] for command in found} <= COMMANDS.keys()
    for command in found:
        name, click_command, rest = tapstack.resolve_command(click.Context(tapstack), list(command))
        click_command.make_context(name, rest)


@pytest.mark.parametrize(("name", "run"), [("taskcat", TASKCAT), ("deploy", STACKSET)])
def test_everything_that_is_made_carries_the_mark_of_the_run(night, name, run):
    command = named(night, name)
    tags = [command[place + 1] for place, part in enumerate(command) if part == "--tag"]
    assert dict(tag.split("=", 1) for tag in tags) == run.tags()


def test_both_deployments_have_a_suffix_of_their_own(night):
    assert TASKCAT.suffix != STACKSET.suffix
    assert TASKCAT.suffix in named(night, "taskcat")
    assert f"EnvironmentSuffix={STACKSET.suffix}" in named(night, "deploy")


def test_the_stackset_is_called_as_the_role_and_the_janitor_know_it(night):
    command = named(night, "deploy")
    assert command[command.index("--stack-set") + 1] == f"trading-{STACKSET.suffix}"


@pytest.mark.parametrize("name", ["deploy", "status", "drift", "destroy"])
def test_nothing_is_locked(night, name):
    assert {"VaultLock=NONE", "ObjectLockRetentionDays=0"} <= set(named(night, name))


def test_nothing_is_locked_by_taskcat(night):
    parameters = {name: row.get("Default") for name, row in load(ROOT / "lib/TapStack.json").body["Parameters"].items()}
    given = {**parameters, **night.parameters}
    assert (given["VaultLock"], str(given["ObjectLockRetentionDays"])) == ("NONE", "0")


def test_the_account_is_confirmed_before_anything_is_done_in_it(night):
    for step in steps(night):
        if step.name not in plan.LOCAL:
            assert step.command[step.command.index("--account-id") + 1] == PLACE.account_id


def test_nothing_is_deployed_that_fails_here_and_what_was_deployed_is_destroyed_in_any_case(night):
    needs = {step.name: set(step.needs) for step in steps(night)}
    assert set(plan.LOCAL) <= needs["taskcat"] & needs["deploy"]
    assert "deploy" not in needs["destroy"] and not needs["clean stackset"] and not needs["clean taskcat"]


def test_each_deployment_ends_before_its_session_of_four_hours(night):
    for made in (plan.taskcat(night, PLACE), plan.stackset(night, PLACE)):
        assert sum(step.minutes for step in made) <= 230
