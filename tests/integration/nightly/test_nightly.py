"""A night from beginning to end: the script itself, against an account on this machine."""

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tapstack.endpoint.process import started
from tests.integration.nightly.account import ACCOUNT, BUCKET, HOME, ROOT, client, made_ready

REGIONS = (HOME, "us-east-1")
PRODUCTION = f"trading-data-prod-{ACCOUNT}-{HOME}"
SECRET = "never-to-be-printed-4b1d"
RUN = ("--run-id", "19876543210", "--attempt", "1")
PLACE = ("--account-id", ACCOUNT, "--bucket", BUCKET)
SUFFIX = "nightly-s94pzawa-1"


def python(script, *arguments, **variables):
    """Run a script of ours and give what it said; nothing of the user's account is reached."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "GITHUB_", "TAPSTACK_"))}
    environment = {**kept, "AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull, **variables}
    command = [sys.executable, str(ROOT / "tools" / script), *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """The account after a night, what the script said, and its reports."""
    reports = tmp_path_factory.mktemp("reports") / "nightly"
    with started(speed=5000) as served:
        made_ready(served)
        s3 = client(served, "s3")
        s3.create_bucket(Bucket=PRODUCTION, CreateBucketConfiguration={"LocationConstraint": HOME})
        s3.put_object(Bucket=PRODUCTION, Key="trade", Body=b"kept")
        variables = {**served.environment(HOME), "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_SESSION_TOKEN": SECRET}
        script = python("nightly.py", "stackset", "clean", *PLACE, *RUN, "--reports", str(reports), **variables)
        yield SimpleNamespace(served=served, variables=variables, script=script, reports=reports)


@pytest.fixture(scope="module")
def record(night):
    return json.loads((night.reports / "nightly.json").read_text())


def test_every_step_passes(night, record):
    told = {step["name"]: step["status"] for step in record["steps"]}
    names = ["deploy", "status", "drift", "destroy", "clean taskcat", "clean stackset"]
    assert told == dict.fromkeys(names, "passed"), night.script.stdout[-3000:] + night.script.stderr[-3000:]
    assert night.script.returncode == 0


def test_both_regions_were_proved(night):
    assert json.loads((night.reports / "status.json").read_text())
    assert (night.reports / "deploy.xml").is_file() and (night.reports / "drift.xml").is_file()


def test_nothing_of_the_night_is_left_but_keys_that_wait_for_a_week(night, record):
    assert [(row["type"], row["status"], row["region"]) for row in record["left"]] == [
        ("AWS::KMS::Key", "scheduled", "us-east-1"),
        ("AWS::KMS::Key", "scheduled", HOME),
    ]
    assert client(night.served, "cloudformation").list_stack_sets(Status="ACTIVE")["Summaries"] == []
    for region in REGIONS:
        assert client(night.served, "dynamodb", region).list_tables()["TableNames"] == []
        stacks = client(night.served, "cloudformation", region).describe_stacks()["Stacks"]
        assert [stack["StackName"] for stack in stacks] == (["nightly-stackset-roles"] if region == HOME else [])


def test_production_beside_it_is_as_it_was(night):
    s3 = client(night.served, "s3")
    assert sorted(row["Name"] for row in s3.list_buckets()["Buckets"]) == sorted([BUCKET, PRODUCTION])
    assert s3.get_object(Bucket=PRODUCTION, Key="trade")["Body"].read() == b"kept"


def test_credentials_are_nowhere_in_what_was_said_and_written(night):
    said = night.script.stdout + night.script.stderr
    written = "".join(file.read_text(errors="replace") for file in night.reports.rglob("*") if file.is_file())
    assert "deploy" in said and SUFFIX in written
    assert SECRET not in said + written


def test_the_janitor_finds_the_keys_and_nothing_to_do(night):
    found = python("janitor.py", "--delete", "--older-than", "0", "--account-id", ACCOUNT, **night.variables)
    assert (found.returncode, found.stdout.splitlines()[-1]) == (0, "2 scheduled.")


def test_the_janitor_works_in_no_other_account(night):
    found = python("janitor.py", "--delete", "--account-id", "999999999999", **night.variables)
    assert found.returncode == 2 and "999999999999 was asked for" in found.stderr


@pytest.mark.parametrize("suffix", ["prod", "nightly"])
def test_the_janitor_is_not_to_be_told_to_remove_production(night, suffix):
    found = python("janitor.py", "--delete", "--suffix", suffix, **night.variables)
    assert found.returncode == 2 and "no suffix of a nightly run" in found.stderr


def test_without_credentials_the_janitor_says_so():
    found = python("janitor.py", AWS_EC2_METADATA_DISABLED="true")
    assert found.returncode == 3 and "No AWS credentials" in found.stderr


def test_without_an_account_what_needs_one_is_not_run_and_not_green(tmp_path):
    found = python("nightly.py", "taskcat", "stackset", "--reports", str(tmp_path / "reports"), GITHUB_ACTIONS="true")
    assert found.returncode == 5
    assert found.stdout.count("NOT RUN") == found.stdout.count("::warning title=Nightly::") == 2
    record = json.loads((tmp_path / "reports" / "nightly.json").read_text())
    assert [step["status"] for step in record["steps"]] == ["not run", "not run"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["stackseet"], "There is no step 'stackseet'."),
        (["--account-id", "12", "--bucket", "b"], "'12' is not an AWS account id."),
        (["--run-id", str(36**9)], "20 characters are taken"),
    ],
)
def test_bad_input_is_one_sentence(tmp_path, arguments, message):
    found = python("nightly.py", *arguments, "--dry-run", "--reports", str(tmp_path / "reports"))
    assert (found.returncode, len(found.stderr.splitlines())) == (2, 1)
    assert message in found.stderr
