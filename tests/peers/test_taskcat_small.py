"""Real taskcat on small projects: what fails, and the way of a real account, against an endpoint on this machine."""

import json

import boto3
import pytest

from tests.peers.projects import KEPT, QUEUE, SAME, project


@pytest.fixture
def launch(tapstack, taskcat, tmp_path):
    """Runs the launcher on a project; gives how it ended, and its result."""

    def run(folder, *arguments, **environment):
        reports = tmp_path / "reports"
        ended = tapstack("taskcat", "--with", taskcat, "--reports", reports, *arguments, cwd=folder, **environment)
        file = reports / "taskcat.json"
        return ended, json.loads(file.read_text()) if file.exists() else None

    return run


def statuses(document, check):
    return [finding["status"] for finding in document["findings"] if finding["check"] == check]


def test_a_stack_that_fails_is_a_failure_with_its_reason_and_both_are_deleted(launch, tmp_path):
    ended, document = launch(project(tmp_path / "project", Same=SAME))
    assert ended.returncode == 1, ended.stderr
    assert statuses(document, "TCT-001") == statuses(document, "TCT-002") == ["PASS", "FAIL"]
    assert statuses(document, "TCT-003") == ["PASS", "FAIL"]
    assert any("not complete: Same" in one["message"] for one in document["findings"])
    assert [test["after"] for test in document["tests"]] == ["DELETE_COMPLETE"] * 2


def test_what_taskcat_lints_away_is_a_failure_and_nothing_further_is_tried(launch, tmp_path):
    wrong = {"Type": "AWS::SQS::Queue", "Properties": {"NoSuchProperty": 1}}
    ended, document = launch(project(tmp_path / "project", Wrong=wrong))
    assert ended.returncode == 1
    assert [test["stacks"] for test in document["tests"]] == [[], []]
    assert statuses(document, "TCT-001") == ["FAIL", "SKIP"]
    assert "Lint failed" in document["findings"][0]["message"]


def test_on_an_account_what_is_retained_is_named_to_purge_and_the_bucket_is_gone(launch, tapstack, served, tmp_path):
    folder = project(tmp_path / "project", Kept=KEPT)
    account = served.environment("us-east-1")
    ended, document = launch(folder, "--real", "--yes", "--account-id", "123456789012", "--suffix", "abc", **account)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert [one["physicalId"] for one in document["retained"]] == ["kept-abc-eu-central-1", "kept-abc-us-east-1"]
    command, *arguments = document["purge"]
    purge = tapstack(*arguments, "--dry-run", cwd=folder, **account)
    assert (command, purge.returncode) == ("tapstack", 0), purge.stderr
    assert all(one["physicalId"] in purge.stderr for one in document["retained"]), purge.stdout + purge.stderr
    s3 = boto3.session.Session("testing", "testing", region_name="us-east-1").client("s3", endpoint_url=served.url)
    assert not [one for one in s3.list_buckets()["Buckets"] if one["Name"].startswith("tapstack-taskcat-")]


def test_what_an_interrupted_run_left_is_deleted_by_its_suffix(launch, served, tmp_path):
    folder = project(tmp_path / "project", Queue=QUEUE)
    session = boto3.session.Session("testing", "testing", region_name="eu-central-1")
    formation = session.client("cloudformation", endpoint_url=served.url)
    tags = {"taskcat-id": "0" * 32, "taskcat-project-name": "tapstack-left", "taskcat-test-name": "target"}
    formation.create_stack(
        StackName="tCaT-target-000000",
        TemplateBody=(folder / "stack.json").read_text(),
        Parameters=[{"ParameterKey": "EnvironmentSuffix", "ParameterValue": "left"}],
        Tags=[{"Key": name, "Value": value} for name, value in tags.items()],
    )
    ended, document = launch(folder, "--real", "--yes", "--clean", "left", **served.environment("us-east-1"))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert [(test["name"], test["after"]) for test in document["tests"]] == [
        ("target", "DELETE_COMPLETE"),
        ("source", None),
    ]
    assert formation.describe_stacks()["Stacks"] == []


def test_another_account_is_refused_before_anything_is_written(launch, served, tmp_path):
    folder = project(tmp_path / "project", Queue=QUEUE)
    ended, document = launch(
        folder, "--real", "--yes", "--account-id", "111122223333", **served.environment("us-east-1")
    )
    assert (ended.returncode, document) == (2, None)
    assert "account 123456789012" in ended.stderr
