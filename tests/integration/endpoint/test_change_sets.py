"""Change sets as boto3's waiters and paginators use them."""

import json

import pytest
from botocore.exceptions import ClientError, WaiterError

QUICKLY = {"Delay": 0.05, "MaxAttempts": 400}
NO_CHANGES = "The submitted information didn't contain changes. Submit different information to create a change set."


def queue(name, **properties):
    return {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name, **properties}}


def bucket(name, versioning="Enabled", policy="Retain"):
    properties = {"BucketName": name, "VersioningConfiguration": {"Status": versioning}}
    return {"Type": "AWS::S3::Bucket", "DeletionPolicy": policy, "Properties": properties}


def of_bucket(name, logical_id="Data"):
    identifier = {"BucketName": name}
    return {"ResourceType": "AWS::S3::Bucket", "LogicalResourceId": logical_id, "ResourceIdentifier": identifier}


@pytest.fixture
def formation(client):
    return client("cloudformation")


@pytest.fixture
def ready(formation):
    """Makes a change set and waits until it is complete."""

    def make(stack, name, template, kind="UPDATE", **request):
        body = template if isinstance(template, str) else json.dumps(template)
        made = formation.create_change_set(
            StackName=stack, ChangeSetName=name, ChangeSetType=kind, TemplateBody=body, **request
        )
        waiter = formation.get_waiter("change_set_create_complete")
        waiter.wait(ChangeSetName=made["Id"], WaiterConfig=QUICKLY)
        return made["Id"]

    return make


@pytest.fixture
def executed(formation, ready):
    """The same, executed; waits as the waiter of that name does."""

    def make(stack, name, template, kind="UPDATE", waiter="stack_update_complete", **request):
        made = ready(stack, name, template, kind, **request)
        formation.execute_change_set(ChangeSetName=made)
        formation.get_waiter(waiter).wait(StackName=stack, WaiterConfig=QUICKLY)
        return made

    return make


def statuses(formation, stack):
    events = formation.get_paginator("describe_stack_events").paginate(StackName=stack).build_full_result()
    return [one["ResourceStatus"] for one in reversed(events["StackEvents"]) if one["LogicalResourceId"] == stack]


def refusal(call, **request):
    with pytest.raises(ClientError) as caught:
        call(**request)
    return caught.value.response["Error"]["Code"], caught.value.response["Error"]["Message"]


def test_a_stack_is_created_by_a_change_set(formation, executed):
    made = executed("born", "first", {"Resources": {"Q": queue("born-q")}}, "CREATE", "stack_create_complete")
    assert statuses(formation, "born") == ["REVIEW_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"]
    told = formation.describe_change_set(ChangeSetName=made)
    assert (told["Status"], told["ExecutionStatus"]) == ("CREATE_COMPLETE", "EXECUTE_COMPLETE")


def test_a_stack_in_review_has_no_resources(formation, ready):
    ready("review", "first", {"Resources": {"Q": queue("review-q")}}, "CREATE")
    stack = formation.describe_stacks(StackName="review")["Stacks"][0]
    assert stack["StackStatus"] == "REVIEW_IN_PROGRESS"
    assert formation.list_stack_resources(StackName="review")["StackResourceSummaries"] == []
    formation.delete_stack(StackName="review")
    formation.get_waiter("stack_delete_complete").wait(StackName=stack["StackId"], WaiterConfig=QUICKLY)


def test_what_is_changed_is_told_as_aws_tells_it(formation, ready, executed):
    executed("told", "first", {"Resources": {"Q": queue("told-q")}}, "CREATE", "stack_create_complete")
    name = ready("told", "second", {"Resources": {"Q": queue("told-r", DelaySeconds=5)}})
    told = formation.describe_change_set(ChangeSetName=name)
    change = told["Changes"][0]["ResourceChange"]
    assert told["Changes"][0]["Type"] == "Resource" and len(told["Changes"]) == 1
    assert {key: change[key] for key in ("Action", "LogicalResourceId", "ResourceType", "Replacement", "Scope")} == {
        "Action": "Modify",
        "LogicalResourceId": "Q",
        "ResourceType": "AWS::SQS::Queue",
        "Replacement": "True",
        "Scope": ["Properties"],
    }
    assert change["PhysicalResourceId"].endswith("/told-q") and change["PolicyAction"] == "ReplaceAndDelete"
    assert {
        "Target": {"Attribute": "Properties", "Name": "QueueName", "RequiresRecreation": "Always"},
        "Evaluation": "Static",
        "ChangeSource": "DirectModification",
    } in change["Details"]


def test_values_are_told_where_they_are_asked_for(formation, ready, executed):
    executed("values", "first", {"Resources": {"Q": queue("values-q")}}, "CREATE", "stack_create_complete")
    name = ready("values", "second", {"Resources": {"Q": queue("values-q", DelaySeconds=5)}})
    told = formation.describe_change_set(ChangeSetName=name, IncludePropertyValues=True)
    change = told["Changes"][0]["ResourceChange"]
    target = change["Details"][0]["Target"]
    assert (target["Path"], target["AfterValue"], target["AttributeChangeType"]) == (
        "/Properties/DelaySeconds",
        "5",
        "Add",
    )
    assert json.loads(change["BeforeContext"]) == {"Properties": {"QueueName": "values-q"}}


def test_no_changes_fails_the_waiter_with_the_words_of_aws(formation, ready, executed):
    template = {"Resources": {"Q": queue("same-q")}}
    executed("same", "first", template, "CREATE", "stack_create_complete")
    with pytest.raises(WaiterError):
        ready("same", "second", template)
    told = formation.describe_change_set(StackName="same", ChangeSetName="second")
    assert (told["Status"], told["ExecutionStatus"]) == ("FAILED", "UNAVAILABLE")
    assert told["StatusReason"] == NO_CHANGES


def test_previous_template_and_values_are_used_again(formation, ready, executed):
    template = {
        "Parameters": {"Delay": {"Type": "Number", "Default": 1}, "Wait": {"Type": "Number", "Default": 0}},
        "Resources": {
            "Q": queue("again-q", DelaySeconds={"Ref": "Delay"}, ReceiveMessageWaitTimeSeconds={"Ref": "Wait"})
        },
    }
    values = [{"ParameterKey": "Delay", "ParameterValue": "7"}]
    executed("again", "first", template, "CREATE", "stack_create_complete", Parameters=values)
    made = formation.create_change_set(
        StackName="again",
        ChangeSetName="second",
        UsePreviousTemplate=True,
        Parameters=[
            {"ParameterKey": "Delay", "UsePreviousValue": True},
            {"ParameterKey": "Wait", "ParameterValue": "2"},
        ],
    )
    formation.get_waiter("change_set_create_complete").wait(ChangeSetName=made["Id"], WaiterConfig=QUICKLY)
    told = formation.describe_change_set(ChangeSetName=made["Id"])
    assert {one["ParameterKey"]: one["ParameterValue"] for one in told["Parameters"]} == {"Delay": "7", "Wait": "2"}
    causes = [one.get("CausingEntity") for one in told["Changes"][0]["ResourceChange"]["Details"]]
    assert causes == ["Wait", None]


def test_many_changes_and_many_change_sets_come_in_pages(formation, ready):
    resources = {
        f"P{n}": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Value": "v"}} for n in range(130)
    }
    name = ready("many", "first", {"Resources": resources}, "CREATE")
    pages = list(formation.get_paginator("describe_change_set").paginate(ChangeSetName=name))
    changes = [one["ResourceChange"]["LogicalResourceId"] for page in pages for one in page["Changes"]]
    assert len(pages) == 2 and changes == list(resources)
    formation.create_change_set(
        StackName="many",
        ChangeSetName="second",
        ChangeSetType="CREATE",
        TemplateBody=json.dumps({"Resources": resources}),
    )
    summaries = formation.get_paginator("list_change_sets").paginate(StackName="many").build_full_result()["Summaries"]
    assert [one["ChangeSetName"] for one in summaries] == ["first", "second"]


def test_executing_one_makes_the_other_obsolete(formation, ready, executed):
    executed("two", "first", {"Resources": {"Q": queue("two-q")}}, "CREATE", "stack_create_complete")
    second = ready("two", "second", {"Resources": {"Q": queue("two-q", DelaySeconds=5)}})
    third = ready("two", "third", {"Resources": {"Q": queue("two-q", DelaySeconds=6)}})
    formation.execute_change_set(ChangeSetName=second)
    formation.get_waiter("stack_update_complete").wait(StackName="two", WaiterConfig=QUICKLY)
    assert formation.describe_change_set(ChangeSetName=third)["ExecutionStatus"] == "OBSOLETE"
    code, message = refusal(formation.execute_change_set, ChangeSetName=third)
    assert code == "InvalidChangeSetStatus" and "[OBSOLETE]" in message


def test_a_change_set_is_deleted_once_and_for_all(formation, ready):
    ready("gone", "first", {"Resources": {"Q": queue("gone-q")}}, "CREATE")
    for _ in range(2):
        formation.delete_change_set(StackName="gone", ChangeSetName="first")
    code, message = refusal(formation.describe_change_set, StackName="gone", ChangeSetName="first")
    assert (code, message) == ("ChangeSetNotFound", "ChangeSet [first] does not exist")


def test_capabilities_are_asked_for_at_once(formation, text):
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": []}}}
    request = {"StackName": "able", "ChangeSetName": "first", "ChangeSetType": "CREATE"}
    code, _ = refusal(formation.create_change_set, TemplateBody=text({"Role": role}), **request)
    assert code == "InsufficientCapabilitiesException"
    assert refusal(formation.describe_stacks, StackName="able")[0] == "ValidationError"


def test_the_same_request_known_by_its_token_makes_no_other(formation, text):
    request = {"StackName": "token", "ChangeSetName": "first", "ChangeSetType": "CREATE"}
    request |= {"TemplateBody": text({"Q": queue("token-q")}), "ClientToken": "once"}
    assert formation.create_change_set(**request)["Id"] == formation.create_change_set(**request)["Id"]


def test_what_is_not_simulated_is_said(formation, text):
    request = {"StackName": "not", "ChangeSetName": "first", "ChangeSetType": "CREATE"}
    message = refusal(
        formation.create_change_set, TemplateBody=text({"Q": queue("q")}), ImportExistingResources=True, **request
    )[1]
    assert message == "tapstack serve does not simulate ImportExistingResources of CreateChangeSet."


def test_what_a_deleted_stack_left_is_imported_into_another(formation, executed, client):
    name = "left-behind-data"
    executed("left", "first", {"Resources": {"Data": bucket(name)}}, "CREATE", "stack_create_complete")
    stack = formation.describe_stacks(StackName="left")["Stacks"][0]["StackId"]
    formation.delete_stack(StackName="left")
    formation.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig=QUICKLY)
    client("s3").put_object(Bucket=name, Key="kept", Body=b"data")
    executed(
        *("heir", "take", {"Resources": {"Data": bucket(name)}}, "IMPORT", "stack_import_complete"),
        ResourcesToImport=[of_bucket(name)],
        Tags=[{"Key": "Owner", "Value": "heir"}],
    )
    assert statuses(formation, "heir") == ["REVIEW_IN_PROGRESS", "IMPORT_IN_PROGRESS", "IMPORT_COMPLETE"]
    resources = formation.describe_stack_resources(StackName="heir")["StackResources"]
    assert [(one["PhysicalResourceId"], one["ResourceStatus"]) for one in resources] == [(name, "UPDATE_COMPLETE")]
    assert client("s3").get_bucket_tagging(Bucket=name)["TagSet"] == [{"Key": "Owner", "Value": "heir"}]
    assert client("s3").get_object(Bucket=name, Key="kept")["Body"].read() == b"data"


def test_what_was_made_by_hand_is_imported_beside_what_the_stack_has(formation, ready, executed, client):
    executed("beside", "first", {"Resources": {"Q": queue("beside-q")}}, "CREATE", "stack_create_complete")
    client("s3").create_bucket(Bucket="made-by-hand")
    template = {"Resources": {"Q": queue("beside-q"), "Data": bucket("made-by-hand")}}
    name = ready("beside", "take", template, "IMPORT", ResourcesToImport=[of_bucket("made-by-hand")])
    changes = formation.describe_change_set(ChangeSetName=name)["Changes"]
    assert [(one["ResourceChange"]["Action"], one["ResourceChange"]["PhysicalResourceId"]) for one in changes] == [
        ("Import", "made-by-hand")
    ]
    formation.execute_change_set(ChangeSetName=name)
    formation.get_waiter("stack_import_complete").wait(StackName="beside", WaiterConfig=QUICKLY)
    assert {
        one["LogicalResourceId"] for one in formation.describe_stack_resources(StackName="beside")["StackResources"]
    } == {
        "Q",
        "Data",
    }


def test_what_is_not_there_fails_the_import_before_anything_is_done(formation, ready):
    with pytest.raises(WaiterError):
        ready(
            *("absent", "take", {"Resources": {"Data": bucket("nobody-made-it")}}, "IMPORT"),
            ResourcesToImport=[of_bucket("nobody-made-it")],
        )
    told = formation.describe_change_set(StackName="absent", ChangeSetName="take")
    assert "'nobody-made-it' was not found" in told["StatusReason"]


def test_an_import_without_a_deletion_policy_is_refused(formation, text):
    body = bucket("any-bucket")
    del body["DeletionPolicy"]
    code, message = refusal(
        formation.create_change_set,
        StackName="careless",
        ChangeSetName="take",
        ChangeSetType="IMPORT",
        TemplateBody=text({"Data": body}),
        ResourcesToImport=[of_bucket("any-bucket")],
    )
    assert code == "ValidationError" and "must have DeletionPolicy attribute" in message


def test_the_template_of_a_change_set_is_that_which_was_given(formation, ready):
    template = {"Resources": {"Q": queue("text-q")}}
    ready("text", "first", json.dumps(template), "CREATE")
    given = formation.get_template(StackName="text", ChangeSetName="first")["TemplateBody"]
    assert given == template
    assert formation.get_template(StackName="text")["TemplateBody"] == {"Resources": {}}
