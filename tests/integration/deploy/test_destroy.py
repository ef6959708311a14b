"""``tapstack destroy``: in the reverse order of regions; data stays unless each store is named."""

import json
from types import SimpleNamespace

import pytest

from tapstack.cli.main import main
from tests.integration.deploy.conftest import valid
from tests.stack_sets import ACCOUNT, HERE, THERE, ended, template

RETAIN = "RetainExceptOnCreate"


def stores(name, **policies):
    """A parameter, a bucket and a table in each region, kept unless another policy is given."""
    bucket = {"BucketName": {"Fn::Sub": f"{name}-${{AWS::Region}}"}}
    table = {
        "TableName": f"{name}-table",
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "Id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "Id", "KeyType": "HASH"}],
        "DeletionProtectionEnabled": policies.get("Table", RETAIN) == RETAIN,
    }
    body = json.loads(template(f"/{name}"))
    for logical_id, kind, properties in (("Bucket", "S3::Bucket", bucket), ("Table", "DynamoDB::Table", table)):
        policy = policies.get(logical_id, RETAIN)
        body["Resources"][logical_id] = {"Type": f"AWS::{kind}", "DeletionPolicy": policy, "Properties": properties}
    return json.dumps(body)


@pytest.fixture
def destroy(account, capsys, monkeypatch):
    def run(name, *arguments, answers=None):
        given = list(answers or ())
        monkeypatch.setattr("sys.stdin.isatty", lambda: bool(answers), raising=False)
        monkeypatch.setattr("click.confirm", lambda *_, **__: given.pop(0) == "y")
        monkeypatch.setattr("click.prompt", lambda *_, **__: given.pop(0))
        capsys.readouterr()
        regions = ("--region", HERE, "--region", THERE)
        yes = ("--yes",) if answers is None else ()
        code = main(["destroy", "t.json", *regions, "--stack-set", name, *yes, *arguments])
        told = account / "reports" / "destroy.json"
        document = valid(json.loads(told.read_text()), "destroy") if told.exists() else None
        printed = capsys.readouterr()
        return SimpleNamespace(code=code, out=printed.out, err=printed.err, document=document)

    monkeypatch.setattr("tapstack.deploy.stores.access._EVERY", 0.05)
    return run


@pytest.fixture
def there(client):
    """What is there of a name: StackSet, stacks by region, buckets, tables by region."""

    def look(name):
        sets = client("cloudformation").list_stack_sets(Status="ACTIVE")["Summaries"]
        stacks = [
            region
            for region in (HERE, THERE)
            for one in client("cloudformation", region).describe_stacks()["Stacks"]
            if one["StackName"].startswith(f"StackSet-{name}-")
        ]
        buckets = [one["Name"] for one in client("s3").list_buckets()["Buckets"] if one["Name"].startswith(f"{name}-")]
        tables = [
            region
            for region in (HERE, THERE)
            if f"{name}-table" in client("dynamodb", region).list_tables()["TableNames"]
        ]
        return [one["StackSetName"] for one in sets if one["StackSetName"] == name], stacks, buckets, tables

    return look


def rows(document, kind):
    return [(row["region"], row["logical_id"]) for row in document[kind]]


def test_stacks_go_last_region_first_and_data_stays(made, destroy, there, client):
    made("keep", stores("keep"))
    run = destroy("keep")
    assert run.code == 0, run.err
    assert there("keep") == ([], [], [f"keep-{HERE}", f"keep-{THERE}"], [HERE, THERE])
    lines = run.err.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(f"tapstack: {THERE}: SUCCEEDED"))
    assert first < next(number for number, line in enumerate(lines) if f"{HERE}: SUCCEEDED" in line)
    assert "Gone: 2 stack instances, and so is the StackSet. What stays: 4 stores." in run.out


def test_what_stays_is_listed_with_the_commands_to_remove_it(made, destroy):
    made("list", stores("list"))
    document = destroy("list").document
    assert (document["status"], document["regions"]) == ("SUCCEEDED", [THERE, HERE])
    assert rows(document, "deleted") == [(THERE, "Setting"), (HERE, "Setting")]
    assert rows(document, "retained") == [(region, one) for region in (THERE, HERE) for one in ("Bucket", "Table")]
    bucket, table = document["retained"][:2]
    assert (bucket["physical_id"], bucket["policy"]) == (f"list-{THERE}", RETAIN)
    assert bucket["commands"][0] == f"tapstack purge --region {THERE} --store Bucket"
    assert table["notes"] == ["Its deletion protection stays on."]
    assert [command.split()[2] for command in table["commands"][1:]] == ["update-table", "delete-table"]


def test_it_shows_what_goes_and_what_stays_and_changes_nothing_in_a_dry_run(made, destroy, there):
    made("dry", stores("dry"))
    run = destroy("dry", "--dry-run", answers=())
    assert (run.code, run.document) == (0, None)
    lines = run.out.splitlines()
    assert lines[0].startswith(f"1. {THERE}: the stack StackSet-dry-") and "1 resources with it, 2 stay" in lines[0]
    assert f"   Bucket dry-{THERE} (AWS::S3::Bucket) stays ({RETAIN})." in lines
    assert lines[-1] == "3. The StackSet dry itself."
    assert there("dry")[1] == [HERE, THERE]


def test_nobody_to_ask_is_2_and_changes_nothing(made, destroy, there):
    made("ask", stores("ask"))
    run = destroy("ask", answers=())
    assert (run.code, run.document) == (2, None)
    assert "Nobody is here to confirm" in run.err and "--yes" in run.err
    assert there("ask")[1] == [HERE, THERE]


def test_running_it_twice_changes_nothing_and_forgets_nothing(made, destroy):
    made("twice", stores("twice"))
    first = destroy("twice").document
    run = destroy("twice")
    assert run.code == 0 and "nothing to do, and nothing was done" in run.out
    assert run.document == first


def test_a_store_that_is_named_goes_and_no_other(made, destroy, there, client):
    made("named", stores("named"))
    client("s3").put_object(Bucket=f"named-{HERE}", Key="trade", Body=b"1")
    run = destroy("named", "--delete-data", "Bucket")
    assert run.code == 0, run.err
    assert there("named") == ([], [], [], [HERE, THERE])
    assert rows(run.document, "removed") == [(THERE, "Bucket"), (HERE, "Bucket")]
    assert "What stays: 2 stores." in run.out


def test_a_protected_store_that_is_named_later_goes_too(made, destroy, there):
    made("later", stores("later"))
    destroy("later")
    run = destroy("later", "--delete-data", "Table")
    assert run.code == 0, run.err
    assert there("later")[2:] == ([f"later-{HERE}", f"later-{THERE}"], [])
    assert rows(run.document, "retained") == [(region, one) for region in (THERE, HERE) for one in ("Bucket", "Table")]


def test_data_goes_only_after_it_was_asked_for_twice(made, destroy, there):
    made("asked", stores("asked"))
    for answers in (["n"], ["y", "n"], ["y", "y", "asket"]):
        run = destroy("asked", "--delete-data", "Bucket", answers=answers)
        assert run.code == 2 and run.document is None
        assert there("asked")[1:3] == ([HERE, THERE], [f"asked-{HERE}", f"asked-{THERE}"])
    run = destroy("asked", "--delete-data", "Bucket", answers=["y", "y", "asked"])
    assert run.code == 0, run.err
    assert there("asked")[1:3] == ([], [])


def test_an_unknown_store_is_2(made, destroy, there):
    made("unknown", stores("unknown"))
    run = destroy("unknown", "--delete-data", "Buckett")
    assert run.code == 2 and "no store 'Buckett'. Did you mean 'Bucket'?" in run.err
    assert destroy("unknown", "--delete-data", "Setting").code == 2
    assert there("unknown")[1] == [HERE, THERE]


def test_data_that_would_go_with_its_stack_is_refused_until_it_is_named(made, destroy, there):
    made("lost", stores("lost", Table="Delete"))
    run = destroy("lost")
    assert run.code == 2 and "The data of Table (AWS::DynamoDB::Table) in us-east-1 would go with its stack." in run.err
    assert there("lost")[1] == [HERE, THERE]
    run = destroy("lost", "--delete-data", "Table")
    assert run.code == 0, run.err
    assert there("lost") == ([], [], [f"lost-{HERE}", f"lost-{THERE}"], [])


def test_termination_protection_is_told_with_the_command_that_lifts_it(made, destroy, client, there):
    made("protected", stores("protected"))
    formation = client("cloudformation", HERE)
    stacks = formation.describe_stacks()["Stacks"]
    name = next(one["StackName"] for one in stacks if one["StackName"].startswith("StackSet-protected-"))
    formation.update_termination_protection(StackName=name, EnableTerminationProtection=True)
    run = destroy("protected")
    assert (run.code, run.document) == (1, None)
    assert f"Termination protection of {name} in {HERE} is on." in run.err
    assert "--no-enable-termination-protection" in run.err and "TERMINATION PROTECTION IS ON" in run.out
    assert there("protected")[1] == [HERE, THERE]


def test_a_deletion_that_fails_names_the_resource_and_goes_on_from_there(made, destroy, there, control):
    made("stuck", stores("stuck"))
    control("fail", resource="Setting", region=THERE, action="delete", message="Not yet")
    run = destroy("stuck")
    assert run.code == 1
    assert f"In {THERE}: The stack is DELETE_FAILED: Setting (AWS::SSM::Parameter, /stuck)" in run.err
    assert "Not yet" in run.err and "run the same command again; or leave behind" in run.err
    assert run.document["status"] == "FAILED" and run.document["left"][0]["region"] == THERE
    assert there("stuck")[1] == [HERE, THERE]
    run = destroy("stuck")
    assert run.code == 0, run.err
    assert there("stuck")[:2] == ([], [])
    assert len(run.document["retained"]) == 4


def test_a_deletion_of_an_earlier_run_is_followed(made, destroy, there, client, control):
    made("resume", stores("resume"))
    control("stall", resource="Setting", region=HERE, action="delete")
    client("cloudformation").delete_stack_instances(
        StackSetName="resume",
        Accounts=[ACCOUNT],
        Regions=[THERE, HERE],
        RetainStacks=False,
        OperationPreferences={"RegionConcurrencyType": "SEQUENTIAL", "RegionOrder": [THERE, HERE]},
        OperationId="tapstack-of-an-earlier-run",
    )
    assert destroy("resume", "--timeout", "0.01").code == 1
    control("release", resource="Setting", region=HERE)
    run = destroy("resume")
    assert run.code == 0, run.err
    assert there("resume")[:2] == ([], [])


def test_an_operation_of_somebody_else_is_left_alone(made, destroy, client, control):
    made("other", stores("other"))
    control("stall", resource="Setting", region=HERE, action="update")
    formation = client("cloudformation")
    given = [{"ParameterKey": "Size", "ParameterValue": "big"}]
    begun = formation.update_stack_set(StackSetName="other", UsePreviousTemplate=True, Parameters=given)
    run = destroy("other")
    control("release", resource="Setting", region=HERE)
    assert run.code == 1 and "is in operation" in run.err and "It is not tapstack's." in run.err
    assert ended(formation, "other", begun["OperationId"])["Status"] == "SUCCEEDED"


def test_one_region_goes_and_the_set_stays_with_the_other(made, destroy, there, capsys):
    made("half", stores("half"))
    capsys.readouterr()
    assert (
        main(["destroy", "t.json", "--region", THERE, "--management-region", HERE, "--stack-set", "half", "--yes"]) == 0
    )
    out = capsys.readouterr().out
    assert there("half")[:2] == (["half"], [HERE])
    assert f"The instance in {HERE} of account {ACCOUNT} stays: nobody named it." in out
    assert "Gone: 1 stack instance, the StackSet stays. What stays: 2 stores." in out
