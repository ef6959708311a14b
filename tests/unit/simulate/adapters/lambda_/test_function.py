"""AWS::Lambda::Function."""

import json

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::Lambda::Function"
KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:dead"
MOUNT = {
    "Arn": "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-01234567890123456",
    "LocalMountPath": "/mnt/data",
}
SETTINGS = {
    "Architectures": ["arm64"],
    "DeadLetterConfig": {"TargetArn": QUEUE},
    "Description": "works",
    "Environment": {"Variables": {"TABLE": "trades"}},
    "EphemeralStorage": {"Size": 1024},
    "FileSystemConfigs": [MOUNT],
    "KmsKeyArn": KEY,
    "LoggingConfig": {"LogFormat": "JSON", "LogGroup": "/own", "ApplicationLogLevel": "WARN", "SystemLogLevel": "INFO"},
    "MemorySize": 512,
    "ReservedConcurrentExecutions": 5,
    "SnapStart": {"ApplyOn": "PublishedVersions"},
    "Timeout": 60,
    "TracingConfig": {"Mode": "Active"},
    "VpcConfig": {"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"], "Ipv6AllowedForDualStack": True},
    "Tags": [{"Key": "Team", "Value": "Data"}],
}
OTHERS = {
    "Architectures": ["x86_64"],
    "DeadLetterConfig": {"TargetArn": QUEUE + "-2"},
    "Description": "works more",
    "Environment": {"Variables": {"STREAM": "trades"}},
    "EphemeralStorage": {"Size": 2048},
    "FileSystemConfigs": [MOUNT | {"LocalMountPath": "/mnt/other"}],
    "KmsKeyArn": KEY.replace("1111", "9999"),
    "LoggingConfig": {"LogFormat": "Text", "LogGroup": "/other"},
    "MemorySize": 1024,
    "ReservedConcurrentExecutions": 0,
    "SnapStart": {"ApplyOn": "None"},
    "Timeout": 30,
    "TracingConfig": {"Mode": "PassThrough"},
    "VpcConfig": {"SubnetIds": ["subnet-3"], "SecurityGroupIds": ["sg-2"]},
    "Tags": [{"Key": "Team", "Value": "Other"}, {"Key": "New", "Value": "1"}],
}
ONE_EACH = pytest.mark.parametrize("name", SETTINGS)


def told_of(making, name):
    return making.bench.client("lambda").get_function(FunctionName=name)["Configuration"]


def test_everything_that_the_template_gives_is_told_back(making, basic):
    given = {**basic, **SETTINGS, "FunctionName": "f", "PackageType": "Zip"}
    assert making.read(*making.create(KIND, **given)) == given


def test_ref_is_the_name_and_the_attributes_are_those_of_the_schema(making, basic):
    _, made = making.create(KIND, FunctionName="f", **basic)
    assert made.physical_id == "f"
    assert tuple(sorted(made.attributes)) == attributes(KIND).names
    assert made.attributes["Arn"] == "arn:aws:lambda:us-east-1:123456789012:function:f"
    assert made.attributes["SnapStartResponse.ApplyOn"] == "None"


def test_an_update_tells_its_attributes_anew(making, basic):
    wanted, made = making.create(KIND, FunctionName="f", **basic)
    snapped = {"SnapStart": {"ApplyOn": "PublishedVersions"}}
    _, after = making.update(wanted, made, FunctionName="f", **basic, **snapped)
    assert after.attributes["SnapStartResponse.ApplyOn"] == "PublishedVersions"
    assert after.attributes["Arn"] == made.attributes["Arn"]


def test_a_function_without_a_name_gets_one_that_lambda_takes(making, basic):
    _, made = making.create(KIND, "A" * 60, **basic)
    assert made.physical_id.startswith("StackSet-TapStack-1-A")
    assert len(made.physical_id) == 64


def test_a_name_that_is_taken_is_refused(making, basic):
    making.create(KIND, FunctionName="f", **basic)
    with pytest.raises(RefusedError, match="ResourceConflictException: Function already exist: f"):
        making.create(KIND, "Other", FunctionName="f", **basic)


def test_the_other_region_has_functions_of_its_own(making, elsewhere, basic):
    making.create(KIND, FunctionName="f", **basic)
    assert elsewhere.create(KIND, FunctionName="f", **basic)[1].attributes["Arn"].split(":")[3] == "eu-central-1"


def test_a_function_needs_a_role_that_is_there(making, basic):
    with pytest.raises(RefusedError, match="InvalidParameterValueException: The role defined for the function"):
        making.create(KIND, **{**basic, "Role": "arn:aws:iam::123456789012:role/none"})


def test_logs_go_to_the_functions_own_group_by_default(making, basic):
    making.create(KIND, FunctionName="f", **basic)
    assert told_of(making, "f")["LoggingConfig"] == {"LogFormat": "Text", "LogGroup": "/aws/lambda/f"}


@pytest.mark.parametrize(
    "recorded",
    [
        {"CodeSigningConfigArn": "arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-01234567890123456"},
        {"RecursiveLoop": "Allow"},
        {"RuntimeManagementConfig": {"UpdateRuntimeOn": "Manual"}},
    ],
)
def test_what_moto_drops_is_recorded(making, basic, recorded):
    making.create(KIND, FunctionName="f", **basic, **recorded)
    kept = making.cloud.records.get("us-east-1", KIND, "f")
    assert {name: kept[name] for name in recorded} == recorded


@pytest.mark.parametrize("name", ["DurableConfig", "TenancyConfig", "CapacityProviderConfig"])
def test_what_changes_how_a_function_runs_is_not_supported(making, basic, name):
    with pytest.raises(UnsupportedError, match=f"has {name}, which the simulator does not carry"):
        making.create(KIND, **basic, **{name: {}})


@ONE_EACH
def test_an_update_sets_what_is_new(making, basic, name):
    wanted, made = making.create(KIND, FunctionName="f", **basic)
    told = making.read(*making.update(wanted, made, FunctionName="f", **basic, **{name: OTHERS[name]}))
    assert told[name] == OTHERS[name]


@ONE_EACH
def test_an_update_changes_what_was_there(making, basic, name):
    wanted, made = making.create(KIND, FunctionName="f", **basic, **{name: SETTINGS[name]})
    told = making.read(*making.update(wanted, made, FunctionName="f", **basic, **{name: OTHERS[name]}))
    assert told[name] == OTHERS[name]


@ONE_EACH
def test_an_update_resets_what_is_gone(making, basic, name):
    plain = making.read(*making.create(KIND, "Plain", FunctionName="plain", **basic))
    wanted, made = making.create(KIND, FunctionName="f", **basic, **{name: SETTINGS[name]})
    told = making.read(*making.update(wanted, made, FunctionName="f", **basic))
    own = {"FunctionName": "f", "LoggingConfig": {"LogFormat": "Text", "LogGroup": "/aws/lambda/f"}}
    assert told == {**plain, **own}


def test_an_update_changes_role_runtime_and_handler(making, basic):
    iam = making.bench.client("iam")
    trust = json.dumps({"Version": "2012-10-17", "Statement": []})
    role = iam.create_role(RoleName="other", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    new = {**basic, "Role": role, "Runtime": "python3.13", "Handler": "index.other"}
    wanted, made = making.create(KIND, FunctionName="f", **basic)
    told = making.read(*making.update(wanted, made, FunctionName="f", **new))
    assert {name: told[name] for name in new} == new


def test_an_update_that_changes_nothing_leaves_the_function_alone(making, basic, monkeypatch):
    wanted, made = making.create(KIND, FunctionName="f", **basic, **SETTINGS)
    client, called = making.bench.client("lambda"), []
    for call in ("update_function_configuration", "update_function_code", "put_function_concurrency", "tag_resource"):
        monkeypatch.setattr(client, call, lambda call=call, **_: called.append(call))
    making.update(wanted, made, FunctionName="f", **basic, **SETTINGS)
    assert called == []


def test_a_function_that_may_not_run_at_all_says_so(making, basic):
    told = making.read(*making.create(KIND, **basic, ReservedConcurrentExecutions=0))
    assert told["ReservedConcurrentExecutions"] == 0


def test_a_function_whose_concurrency_is_refused_is_half_made_and_told(making, basic, monkeypatch):
    def refuse(**_):
        raise RefusedError("InvalidParameterValueException", "below its minimum value of [100]")

    monkeypatch.setattr(making.bench.client("lambda"), "put_function_concurrency", refuse)
    with pytest.raises(RefusedError) as refused:
        making.create(KIND, FunctionName="f", **basic, ReservedConcurrentExecutions=950)
    assert refused.value.made.physical_id == "f"
    assert told_of(making, "f")["FunctionName"] == "f"


def test_a_layer_of_the_account_is_put_under_the_function(making, basic):
    content = {"ZipFile": b"PK\x05\x06" + bytes(18)}
    layer = making.bench.client("lambda").publish_layer_version(LayerName="l", Content=content)["LayerVersionArn"]
    given = {"Layers": [layer]}
    wanted, made = making.create(KIND, FunctionName="f", **basic, **given)
    assert making.read(wanted, made)["Layers"] == [layer]
    assert "Layers" not in making.read(*making.update(wanted, made, FunctionName="f", **basic))


def test_a_layer_of_the_account_must_be_there(making, basic):
    with pytest.raises(RefusedError, match="ResourceNotFoundException"):
        making.create(KIND, **basic, Layers=["arn:aws:lambda:us-east-1:123456789012:layer:none:1"])


def test_a_layer_of_another_account_is_not_supported(making, basic):
    layer = "arn:aws:lambda:us-east-1:580247275435:layer:LambdaInsightsExtension:14"
    with pytest.raises(UnsupportedError, match="of which the simulator has no code"):
        making.create(KIND, **basic, Layers=[layer])


def test_an_image_needs_neither_runtime_nor_handler(making, basic):
    image = {"ImageUri": "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1"}
    given = {"Role": basic["Role"], "PackageType": "Image", "Code": image, "ImageConfig": {"Command": ["run"]}}
    told = making.read(*making.create(KIND, **given))
    assert told["PackageType"] == "Image"
    assert told["ImageConfig"]["Command"] == ["run"]
    assert "Code" not in told


def test_deleting_a_function_that_is_gone_is_no_error(making, basic):
    wanted, made = making.create(KIND, FunctionName="f", **basic)
    making.delete(wanted, made)
    making.delete(wanted, made)
    assert making.bench.client("lambda").list_functions()["Functions"] == []


def test_a_function_made_again_inherits_nothing(making, basic):
    making.delete(*making.create(KIND, FunctionName="f", **basic, **SETTINGS))
    again = making.read(*making.create(KIND, FunctionName="f", **basic))
    assert not {"DeadLetterConfig", "VpcConfig", "Environment", "ReservedConcurrentExecutions"} & again.keys()


def test_the_tags_of_stack_and_system_are_set_too(tagged, basic):
    tagged.create(KIND, FunctionName="f", **basic, Tags=[{"Key": "Team", "Value": "Data"}])
    there = tagged.bench.client("lambda").get_function(FunctionName="f")["Tags"]
    assert there == {
        "aws:cloudformation:logical-id": "It",
        "aws:cloudformation:stack-id": tagged.owner.stack_id,
        "aws:cloudformation:stack-name": "StackSet-TapStack-1",
        "Stage": "test",
        "Team": "Data",
    }


def test_only_the_functions_own_tags_are_told(tagged, basic):
    mine = [{"Key": "Team", "Value": "Data"}]
    assert tagged.read(*tagged.create(KIND, FunctionName="f", **basic, Tags=mine))["Tags"] == mine
