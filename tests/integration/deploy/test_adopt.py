"""Deployed, deleted, adopted, deployed again: with all that is in the stores."""

import json

import pytest

from tests.integration.deploy.conftest import sent
from tests.integration.deploy.stores import bucket, contents, fill, key_of, stores
from tests.stack_sets import ACCOUNT, HERE, THERE, ended


@pytest.fixture
def left(made, run, client):
    """Deploys stores, fills them, and deletes the stacks."""

    def leave(name):
        made(name, stores(name))
        fill(client, name)
        destroyed = run("destroy", name, "--yes")
        assert destroyed.code == 0, destroyed.err
        return name

    return leave


def instances(client, name):
    pages = client("cloudformation").list_stack_instances(StackSetName=name)["Summaries"]
    return {one["Region"]: (one["Status"], one["StackId"].split("/")[1]) for one in pages}


def events(client, name, region):
    """The statuses of everything in the region's new stack."""
    told = client("cloudformation", region).describe_stack_events(StackName=f"{name}-adopted")["StackEvents"]
    return {one["ResourceStatus"] for one in told if one["ResourceType"] != "AWS::CloudFormation::Stack"}


def test_stores_are_adopted_and_the_next_deployment_brings_the_rest_with_the_data_intact(left, run, deploy, client):
    name = left("adopt-all")
    before, keys = contents(client, name), [key_of(client, name, region) for region in (HERE, THERE)]
    adopted = run("adopt", name, "--yes")
    assert adopted.code == 0, adopted.err
    assert f"5 resources are in the StackSet {name}. Deploy now" in adopted.out
    assert instances(client, name) == dict.fromkeys((HERE, THERE), ("CURRENT", f"{name}-adopted"))
    for region in (HERE, THERE):
        assert events(client, name, region) == {
            *("IMPORT_IN_PROGRESS", "IMPORT_COMPLETE", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE")
        }
    assert "Bucket: without Tags; the next deployment makes what they refer to" in adopted.err
    assert contents(client, name) == before == (2, b"second", 1)

    again = deploy(name, text=stores(name))
    assert (again.code, sent(again)) == (0, ["PutObject", "UpdateStackSet"])
    assert contents(client, name) == before
    assert [key_of(client, name, region) for region in (HERE, THERE)] == keys
    assert client("ssm").get_parameter(Name=f"/{name}")["Parameter"]["Value"] == "small"
    tags = client("s3").get_bucket_tagging(Bucket=bucket(name))["TagSet"]
    assert {"Key": "Owner", "Value": f"/{name}"} in tags

    repeated = run("adopt", name)
    assert repeated.code == 0 and "They were deployed since." in repeated.out
    assert run("destroy", name, "--yes").code == 0
    assert contents(client, name) == before


def test_a_dry_run_writes_nothing_and_shows_the_template_of_the_import(left, run, client):
    name = left("adopt-dry")
    shown = run("adopt", name, "--dry-run")
    assert shown.code == 0
    document = json.loads(shown.out)
    assert sorted(document["template"]["Resources"]) == ["Bucket", "Key", "Table"]
    assert document["leftOut"] == {"Bucket": ["Tags"]}
    found = {(one["region"], one["logicalId"]): one["identifier"] for one in document["imports"]}
    assert found[HERE, "Bucket"] == {"BucketName": bucket(name)}
    assert found[THERE, "Key"] == {"KeyId": key_of(client, name, THERE)}
    assert client("cloudformation").list_stack_sets(Status="ACTIVE")["Summaries"] == [] or name not in {
        one["StackSetName"] for one in client("cloudformation").list_stack_sets(Status="ACTIVE")["Summaries"]
    }


def test_an_interrupted_adoption_goes_on_from_the_second_region(left, run, client, control):
    name = left("adopt-broken")
    control("refuse", service="cloudformation", operation="ExecuteChangeSet", region=THERE, code="Internal", times=1)
    broken = run("adopt", name, "--yes")
    assert broken.code == 1 and f"carry out the import in {THERE}" in broken.err
    assert events(client, name, HERE) >= {"IMPORT_COMPLETE"}
    again = run("adopt", name, "--yes")
    assert again.code == 0, again.err
    assert f"{HERE}: importing" not in again.err and f"{THERE}: importing" in again.err
    assert set(instances(client, name)) == {HERE, THERE}


def test_one_that_was_interrupted_before_the_set_took_over_goes_on_there(left, run, client, control):
    name = left("adopt-joins")
    control("refuse", service="cloudformation", operation="ImportStacksToStackSet", code="Internal", times=1)
    assert run("adopt", name, "--yes").code == 1
    again = run("adopt", name, "--yes")
    assert again.code == 0 and "importing" not in again.err, again.err
    assert set(instances(client, name)) == {HERE, THERE}


def test_an_import_that_fails_is_rolled_back_told_and_tried_again(left, run, client, control):
    name = left("adopt-fails")
    control("fail", resource="Bucket", action="update", region=HERE, message="not now")
    failed = run("adopt", name, "--yes")
    assert failed.code == 1 and "was rolled back" in failed.err and "not now" in failed.err, failed.err
    assert contents(client, name) == (2, b"second", 1)
    again = run("adopt", name, "--yes")
    assert again.code == 0, again.err
    assert contents(client, name) == (2, b"second", 1)


def test_what_another_stack_has_is_told_and_not_taken(left, run, client):
    name = left("adopt-owned")
    formation = client("cloudformation")
    body = json.loads(stores(name))
    other = {"Parameters": body["Parameters"], "Resources": {"Bucket": {**body["Resources"]["Bucket"]}}}
    other["Resources"]["Bucket"]["Properties"] = {"BucketName": bucket(name)}
    imports = [
        {
            "ResourceType": "AWS::S3::Bucket",
            "LogicalResourceId": "Bucket",
            "ResourceIdentifier": {"BucketName": bucket(name)},
        }
    ]
    named = {"StackName": "owner", "ChangeSetName": "mine"}
    formation.create_change_set(
        **named, ChangeSetType="IMPORT", TemplateBody=json.dumps(other), ResourcesToImport=imports
    )
    formation.get_waiter("change_set_create_complete").wait(**named, WaiterConfig={"Delay": 0})
    formation.execute_change_set(**named)
    formation.get_waiter("stack_import_complete").wait(StackName="owner", WaiterConfig={"Delay": 0})
    adopted = run("adopt", name, "--yes")
    assert adopted.code == 1
    assert f"{HERE} Bucket: not adopted, it belongs to the stack arn:aws:cloudformation:{HERE}" in adopted.err
    assert "4 resources are in the StackSet" in adopted.out
    told = client("cloudformation", HERE).describe_stack_resources(PhysicalResourceId=bucket(name))
    assert told["StackResources"][0]["StackName"] == "owner"


def test_a_store_that_is_gone_is_left_to_the_deployment(left, run, deploy, client):
    name = left("adopt-gone")
    for version in client("s3").list_object_versions(Bucket=bucket(name))["Versions"]:
        client("s3").delete_object(Bucket=bucket(name), Key=version["Key"], VersionId=version["VersionId"])
    client("s3").delete_bucket(Bucket=bucket(name))
    key = client("dynamodb", THERE).describe_table(TableName=f"table-{name}")["Table"]["SSEDescription"]
    adopted = run("adopt", name, "--yes")
    assert adopted.code == 0, adopted.err
    assert f"there is no {bucket(name)} in {HERE}" in adopted.err
    again = deploy(name, text=stores(name))
    assert again.code == 0, again.err
    assert client("s3").head_bucket(Bucket=bucket(name))
    table = client("dynamodb", THERE).describe_table(TableName=f"table-{name}")["Table"]
    assert table["SSEDescription"]["KMSMasterKeyArn"] == key["KMSMasterKeyArn"] and table["ItemCount"] == 1


def test_a_property_that_differs_from_the_template_is_told(left, run, client):
    name = left("adopt-differs")
    client("s3").put_bucket_versioning(Bucket=bucket(name), VersioningConfiguration={"Status": "Suspended"})
    adopted = run("adopt", name, "--yes")
    assert adopted.code == 0
    line = f"{HERE} Bucket/VersioningConfiguration/Status differs: the template has Enabled, AWS tells Suspended."
    assert line in adopted.out
    assert "mend the template or the resource" in adopted.out


def test_a_key_that_is_scheduled_for_deletion_takes_nothing_with_it(left, run, client):
    name = left("adopt-doomed")
    key = key_of(client, name)
    client("kms").schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    adopted = run("adopt", name, "--dry-run")
    assert adopted.code == 1
    assert f"call it back with aws kms cancel-key-deletion --region {HERE} --key-id {key}" in adopted.err


def test_what_is_left_out_by_name_is_not_adopted(left, run, client):
    name = left("adopt-without")
    adopted = run("adopt", name, "--yes", "--without", "Table")
    assert adopted.code == 0, adopted.err
    told = client("cloudformation", THERE).list_stack_resources(StackName=f"{name}-adopted")
    assert sorted(one["LogicalResourceId"] for one in told["StackResourceSummaries"]) == ["Bucket", "Key"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--without", "Tabel"), "Did you mean 'Table'"),
        (("--resource", "Kee=1"), "Did you mean 'Key'"),
        (("--account-id", "111111111111"), f"These credentials are of account {ACCOUNT}"),
        (("--permission-model", "SERVICE_MANAGED"), "self-managed StackSets only"),
    ],
)
def test_bad_input_is_told_before_anything_is_looked_at(account, run, arguments, said):
    (account / "t.json").write_text(stores("adopt-bad"))
    refused = run("adopt", "adopt-bad", "--yes", *arguments)
    assert (refused.code, refused.out) == (2, "") and said in refused.err, refused.err


def test_a_secret_parameter_is_refused_for_stack_sets_do_not_take_it_over(account, run):
    text = json.loads(stores("adopt-secret"))
    text["Parameters"]["Size"]["NoEcho"] = True
    (account / "t.json").write_text(json.dumps(text))
    refused = run("adopt", "adopt-secret", "--yes")
    assert refused.code == 2 and "NoEcho parameters (Size)" in refused.err


def test_missing_roles_are_told(account, run):
    (account / "t.json").write_text(stores("adopt-roles"))
    refused = run("adopt", "adopt-roles", "--yes", "--execution-role", "Nobody")
    assert refused.code == 3 and "has no role Nobody" in refused.err


def test_where_nothing_was_left_there_is_nothing_to_adopt(account, run):
    (account / "t.json").write_text(stores("adopt-none"))
    nothing = run("adopt", "adopt-none")
    assert nothing.code == 0 and "There is nothing to adopt" in nothing.out


def test_what_the_set_has_is_no_concern_of_an_adoption(made, run):
    name = made("adopt-there", stores("adopt-there"))
    nothing = run("adopt", name, "--yes")
    assert nothing.code == 0 and "the StackSet has it already" in nothing.err


def test_one_region_is_adopted_into_a_set_that_has_the_other(made, run, deploy, client):
    name = made("adopt-one", stores("adopt-one"))
    fill(client, name)
    formation = client("cloudformation")
    begun = formation.delete_stack_instances(StackSetName=name, Accounts=[ACCOUNT], Regions=[HERE], RetainStacks=False)
    assert ended(formation, name, begun["OperationId"])["Status"] == "SUCCEEDED"
    adopted = run("adopt", name, "--yes")
    assert adopted.code == 0, adopted.err
    assert instances(client, name)[HERE] == ("OUTDATED", f"{name}-adopted")
    again = deploy(name, text=stores(name))
    assert again.code == 0, again.err
    assert {status for status, _ in instances(client, name).values()} == {"CURRENT"}
    assert contents(client, name) == (2, b"second", 1)
