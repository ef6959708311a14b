"""What stands in the way: one clear message with the remedy, the right exit code, and a state to go on from."""

from types import SimpleNamespace

import pytest

from tests.integration.deploy.conftest import sent
from tests.stack_sets import ACCOUNT, ADMINISTRATION, HERE, THERE, template


@pytest.fixture
def undisturbed(control):
    """What a test made to go wrong goes wrong no more afterwards."""
    yield
    control("clear")
    control("resume")


@pytest.fixture
def patient(monkeypatch):
    """Between attempts nobody waits."""
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None))


def ends(run, code, *says):
    """It ended with this code, one line that says so, and nothing on standard output."""
    last = run.err.splitlines()[-1]
    assert run.code == code, run.err
    assert last.startswith("tapstack: error: ")
    for words in says:
        assert words in last
    assert "Traceback" not in run.err
    if code != 1:
        assert run.out == ""


def test_no_credentials(deploy, monkeypatch):
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    ends(deploy("none"), 3, "credentials", "AWS_PROFILE")


def test_another_account(deploy):
    ends(deploy("other", "--account-id", "111122223333"), 2, ACCOUNT, "111122223333")


def test_no_bucket(deploy):
    ends(deploy("bucket", bucket="not-there"), 3, "There is no bucket not-there.", "aws s3 mb s3://not-there")


def test_a_bucket_in_another_region(deploy, client):
    client("s3", THERE).create_bucket(Bucket="templates-elsewhere")
    ends(deploy("far", bucket="templates-elsewhere"), 2, f"is in {THERE}", "--management-region")


@pytest.mark.parametrize("option", ["--administration-role", "--execution-role"])
def test_a_missing_role(deploy, option):
    ends(deploy("role", option, "NotThere"), 3, "has no role NotThere", "lib/StackSetRoles.json")


def test_a_region_that_is_not_enabled(deploy, control, undisturbed):
    control("disable", region=THERE)
    ends(deploy("disabled"), 3, f"The region {THERE} is not enabled", f"enable-region --region-name {THERE}")
    control("enable", region=THERE)
    assert deploy("disabled").code == 0


def test_nobody_to_confirm(deploy, client):
    ends(deploy("alone", usual=()), 2, "3 requests will be sent", "--yes")
    names = [one["StackSetName"] for one in client("cloudformation").list_stack_sets(Status="ACTIVE")["Summaries"]]
    assert "alone" not in names


def test_an_operation_of_somebody_else(deploy, client, control, undisturbed):
    deploy("foreign")
    control("pause")
    changed = [{"ParameterKey": "Size", "ParameterValue": "big"}]
    role = f"arn:aws:iam::{ACCOUNT}:role/{ADMINISTRATION}"
    asked = {"StackSetName": "foreign", "UsePreviousTemplate": True, "Parameters": changed, "OperationId": "theirs"}
    client("cloudformation").update_stack_set(**asked, AdministrationRoleARN=role)
    ends(deploy("foreign"), 1, "is in operation theirs (UPDATE)", "wait until it has ended")
    control("resume")


def test_a_wrong_order_of_regions(deploy, account):
    """Source and target in the wrong order are an error of the links layer, before AWS is asked anything."""
    name = {"Fn::Sub": "trading-order-${AWS::Region}"}
    replication = {
        "Role": "arn:aws:iam::123456789012:role/replication",
        "Rules": [{"Status": "Enabled", "Destination": {"Bucket": f"arn:aws:s3:::trading-order-{THERE}"}}],
    }
    here = {"Fn::Equals": [{"Ref": "AWS::Region"}, HERE]}
    versioned = {"BucketName": name, "VersioningConfiguration": {"Status": "Enabled"}}
    extra = {"Fn::If": ["Here", replication, {"Ref": "AWS::NoValue"}]}
    resources = {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {**versioned, "ReplicationConfiguration": extra}},
    }
    run = deploy("order", text=template("/order", Conditions={"Here": here}, Resources=resources))
    ends(run, 1, "nothing was sent to AWS")
    assert "order" in run.out


@pytest.mark.parametrize(
    ("code", "status"), [("Throttling", 400), ("InternalFailure", 500), ("ServiceUnavailable", 503)]
)
def test_throttling_and_trouble_of_the_service_are_sat_out(deploy, control, undisturbed, patient, code, status):
    for operation in ("CreateStackSet", "CreateStackInstances", "DescribeStackSetOperation"):
        control("refuse", service="cloudformation", operation=operation, code=code, status=status, times=2)
    run = deploy(f"patient-{status}")
    assert (run.code, sent(run)) == (0, ["PutObject", "CreateStackSet", "CreateStackInstances"])


def test_throttling_without_end_is_one_sentence_and_the_same_command_goes_on(deploy, control, undisturbed, patient):
    control("refuse", service="cloudformation", operation="CreateStackInstances", times=0)
    run = deploy("endless")
    ends(run, 1, "create stack instances: Throttling", "Wait a little", "Run the same command again")
    assert run.document["status"] == "FAILED"
    control("clear")
    assert sent(deploy("endless")) == ["CreateStackInstances"]


def test_units_are_of_service_managed_sets(deploy):
    ends(deploy("units", "--organizational-unit", "ou-abcd-12345678"), 2, "SERVICE_MANAGED")
    ends(deploy("units", "--permission-model", "SERVICE_MANAGED"), 2, "--organizational-unit")
    ends(deploy("units", "--offline"), 2, "--dry-run")
    ends(deploy("units", "--despite-errors", " "), 2, "Say why")


@pytest.mark.parametrize("name", ["with space", "1first", "under_score", "n" * 129])
def test_a_name_that_no_stack_set_may_have(deploy, name):
    ends(deploy(name), 2, f"{name!r}", "a letter first")


def test_reports_that_cannot_be_written_are_found_out_before_anything_is_sent(deploy, client, tmp_path):
    (tmp_path / "file").write_text("no folder")
    ends(deploy("unwritable", "--reports", str(tmp_path / "file")), 2, "Cannot be written", "another place")
    assert "unwritable" not in {
        found["StackSetName"] for found in client("cloudformation").list_stack_sets()["Summaries"]
    }
