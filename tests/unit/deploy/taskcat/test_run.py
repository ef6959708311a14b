"""A run with a stand-in for taskcat, which exits as told, and for CloudFormation, which has what the test puts there."""

from dataclasses import replace

import pytest

from tapstack.deploy.taskcat import bucket
from tapstack.deploy.taskcat.calls import Taskcat
from tapstack.deploy.taskcat.purging import purging
from tapstack.deploy.taskcat.result import document, human
from tapstack.deploy.taskcat.run import Run, carried_out, cleared
from tapstack.deploy.taskcat.stage import staged
from tapstack.deploy.taskcat.tool import Tool
from tapstack.findings import exit_code
from tests.unit.deploy.taskcat.conftest import TESTS, resource, stack

TARGET, SOURCE = TESTS


@pytest.fixture
def buckets(monkeypatch):
    """What was done with the bucket."""
    done = []
    monkeypatch.setattr(bucket, "create", lambda _, name: done.append(("created", name)))
    monkeypatch.setattr(bucket, "delete", lambda _, name: done.append(("deleted", name)))
    return done


@pytest.fixture
def run(stand_in, connection, buckets, root, tmp_path, monkeypatch):
    (root / "stack.json").write_text("{}")
    stage = staged(tmp_path / "stage", root, TESTS, "abc")
    taskcat = Taskcat(Tool(stand_in.path, "0.9.58"), stage, {"ONLY": "this"}, 30, tmp_path / "logs")
    made = Run(
        connection=connection,
        taskcat=taskcat,
        tests=TESTS,
        wanted={test.name: ("Queue",) for test in TESTS},
        suffix="abc",
        project="tapstack-abc",
        remedy="Run that.",
        pause=0,
        limit=30,
        note=lambda _: None,
    )
    # The stacks go as taskcat is called to delete them.
    clean = Taskcat.clean

    def cleaning(self, project, region):
        ended = clean(self, project, region)
        for one in connection.formations[region].stacks:
            one.update(one.pop("After", {"StackStatus": "DELETE_COMPLETE"}))
        return ended

    monkeypatch.setattr(Taskcat, "clean", cleaning)
    return made


def put(connection, *stacks):
    for test, one in zip(TESTS, stacks, strict=False):
        if one:
            connection.formations[test.region].stacks.append(one)


def verdicts(result, check):
    return [finding.status.value for finding in result.findings if finding.check == check]


def message(result, check):
    return next(one.message for one in result.findings if one.check == check and one.status.value == "FAIL")


def test_target_then_source_are_deployed_and_kept_source_then_target_are_deleted(run, stand_in, connection, buckets):
    put(connection, stack(TARGET), stack(SOURCE))
    result = carried_out(run)
    called = [call["arguments"][:2] + call["arguments"][2:4] for call in stand_in.calls]
    assert [call[:2] for call in called] == [["test", "run"]] * 2 + [["test", "clean"]] * 2
    deployed, deletions = stand_in.calls[:2], stand_in.calls[2:]
    assert [call["arguments"][call["arguments"].index("-t") + 1] for call in deployed] == ["target", "source"]
    assert all({"-n", "--minimal-output"} < set(call["arguments"]) for call in deployed)
    assert [call["arguments"][2:] for call in deletions] == [
        ["tapstack-abc", "--region", region] for region in ("us-east-1", "eu-central-1")
    ]
    assert exit_code(result.findings) == 0
    assert buckets == [(what, "tapstack-taskcat-abc-123456789012") for what in ("created", "deleted")]


def test_it_gets_no_variable_that_it_was_not_given(run, stand_in, connection):
    put(connection, stack(TARGET), stack(SOURCE))
    carried_out(run)
    environment = stand_in.calls[0]["environment"]
    assert {name for name in environment if name not in ("LC_CTYPE", "PWD", "SHLVL", "_", "OLDPWD")} == {"ONLY"}
    assert stand_in.calls[0]["folder"] == str(run.taskcat.stage.project)


def test_a_profile_is_named_to_taskcat_which_does_not_look_for_it(run, stand_in, connection):
    put(connection, stack(TARGET), stack(SOURCE))
    carried_out(replace(run, taskcat=replace(run.taskcat, profile="desk")))
    assert stand_in.calls[0]["arguments"][:2] == ["--profile", "desk"]
    assert stand_in.calls[2]["arguments"][-2:] == ["--aws-profile", "desk"]


def test_green_without_a_stack_is_a_failure_and_the_source_is_not_tried(run, stand_in):
    stand_in.behaves(code=0, says="[WARN   ] : No valid test found.")
    result = carried_out(run)
    assert exit_code(result.findings) == 1
    assert verdicts(result, "TCT-001") == ["PASS", "SKIP"]
    assert message(result, "TCT-002") == "CloudFormation has 0 stacks of the test target in eu-central-1, not one."
    assert len(stand_in.calls) == 1


def test_a_stack_of_another_run_is_none_of_ours(run, stand_in, connection):
    put(connection, stack(TARGET, project="tapstack-other"))
    result = carried_out(run)
    assert verdicts(result, "TCT-002") == ["FAIL", "SKIP"]
    assert [call["arguments"][1] for call in stand_in.calls] == ["run"]


def test_a_red_taskcat_is_told_with_its_own_errors_and_its_stack_is_deleted(run, stand_in, connection, buckets):
    stand_in.behaves(code=1, says="\x1b[31m[ERROR  ]\x1b[0m : One or more stacks failed to create\nbye")
    put(connection, stack(TARGET, status="CREATE_FAILED", StackStatusReason="Queue failed"))
    result = carried_out(run)
    assert "exit code 1: [ERROR  ] : One or more stacks failed" in message(result, "TCT-001")
    assert message(result, "TCT-002") == "tCaT-target is CREATE_FAILED: Queue failed"
    assert verdicts(result, "TCT-005") == ["SKIP", "PASS"]
    assert buckets[-1][0] == "deleted"


def test_a_call_that_does_not_end_is_stopped(run, stand_in):
    stand_in.behaves(waits=True)
    result = carried_out(replace(run, taskcat=replace(run.taskcat, limit=0.5)))
    assert message(result, "TCT-001").startswith("taskcat was stopped after")


@pytest.mark.parametrize(
    ("change", "check", "said"),
    [
        ({"resources": ()}, "TCT-003", "has 0 complete resources of 1; not complete: Queue."),
        ({"resources": ("Queue", "Topic")}, "TCT-003", "not rendered: Topic."),
        ({"suffix": "taskcat"}, "TCT-004", "has other values than were given: EnvironmentSuffix."),
    ],
)
def test_what_differs_from_what_was_rendered_or_given_is_named(change, check, said, run, connection):
    put(connection, stack(TARGET), stack(SOURCE, **change))
    result = carried_out(run)
    assert verdicts(result, check) == ["PASS", "FAIL"]
    assert message(result, check).endswith(said)


def test_a_resource_that_failed_is_not_complete(run, connection):
    put(connection, stack(TARGET, Resources=[resource("Queue", "CREATE_FAILED")]))
    assert "not complete: Queue" in message(carried_out(run), "TCT-003")


def test_while_the_source_stands_the_target_stays(run, stand_in, connection):
    after = {"StackStatus": "DELETE_FAILED", "Resources": [resource("Queue", "DELETE_FAILED")]}
    put(connection, stack(TARGET), stack(SOURCE, After=after))
    result = carried_out(run)
    assert [call["arguments"][-1] for call in stand_in.calls[2:]] == ["us-east-1"]
    assert verdicts(result, "TCT-005") == ["FAIL", "FAIL"]
    assert [one.fix for one in result.findings if one.check == "TCT-005"] == ["Run that."] * 2
    assert "tCaT-source is DELETE_FAILED: Queue." in {one.message for one in result.findings}


def test_what_is_retained_is_listed_and_named_to_purge(run, connection, tmp_path):
    kept = {"StackStatus": "DELETE_COMPLETE", "Resources": [resource("Queue", "DELETE_SKIPPED")]}
    put(connection, stack(TARGET, After=kept), stack(SOURCE))
    result = carried_out(run)
    purge = purging(tmp_path, run.project, result)
    assert purge[-2:] == ["--store", "eu-central-1/Queue"]
    assert {"EnvironmentSuffix=abc", "eu-central-1", "us-east-1"} < set(purge)
    found = document(run, result, real=True, purge=purge)
    assert found["retained"] == [
        {"region": "eu-central-1", "logicalId": "Queue", "type": "AWS::SQS::Queue", "physicalId": "of-Queue"}
    ]
    assert "Retained, for they hold data: 1.\n" in human(result, purge)


def test_nothing_retained_is_nothing_to_purge(run, connection, tmp_path):
    put(connection, stack(TARGET), stack(SOURCE))
    assert purging(tmp_path, run.project, carried_out(run)) is None


def test_what_an_earlier_run_left_is_deleted_in_reverse(run, stand_in, connection, buckets):
    put(connection, stack(TARGET, status="CREATE_FAILED"), stack(SOURCE))
    result = cleared(run)
    assert [call["arguments"][1:] for call in stand_in.calls] == [
        ["clean", "tapstack-abc", "--region", region] for region in ("us-east-1", "eu-central-1")
    ]
    assert verdicts(result, "TCT-005") == ["PASS", "PASS"]
    assert [what for what, _ in buckets] == ["deleted"]
