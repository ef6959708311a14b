"""AWS::Lambda::EventSourceMapping."""

import pytest

from tapstack.facts.attributes import attributes
from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::Lambda::EventSourceMapping"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:q"
STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/s"
KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"
BASIC = {"FunctionName": "f", "EventSourceArn": STREAM, "StartingPosition": "LATEST"}
SETTINGS = {
    "BatchSize": 200,
    "BisectBatchOnFunctionError": True,
    "DestinationConfig": {"OnFailure": {"Destination": QUEUE}},
    "Enabled": False,
    "FilterCriteria": {"Filters": [{"Pattern": '{"data": {"price": [{"numeric": [">", 1]}]}}'}]},
    "FunctionResponseTypes": ["ReportBatchItemFailures"],
    "KmsKeyArn": KEY,
    "MaximumBatchingWindowInSeconds": 5,
    "MaximumRecordAgeInSeconds": 3600,
    "MaximumRetryAttempts": 3,
    "MetricsConfig": {"Metrics": ["EventCount"]},
    "ParallelizationFactor": 2,
    "TumblingWindowInSeconds": 30,
    "Tags": [{"Key": "Team", "Value": "Data"}],
}
DEFAULTS = {
    "BatchSize": 100,
    "BisectBatchOnFunctionError": False,
    "Enabled": True,
    "MaximumBatchingWindowInSeconds": 0,
    "MaximumRecordAgeInSeconds": -1,
    "MaximumRetryAttempts": -1,
    "MetricsConfig": {"Metrics": []},
    "ParallelizationFactor": 1,
    "TumblingWindowInSeconds": 0,
    "Tags": [],
}
OF_QUEUES = {"ScalingConfig": {"MaximumConcurrency": 5}, "ProvisionedPollerConfig": {"MinimumPollers": 2}}
ONE_EACH = pytest.mark.parametrize("name", SETTINGS)


@pytest.fixture(autouse=True)
def _sources(making, function):
    making.bench.client("sqs").create_queue(QueueName="q")
    making.bench.client("kinesis").create_stream(StreamName="s", ShardCount=1)


def table(making):
    """The ARN of the stream of a table."""
    about = making.bench.client("dynamodb").create_table(
        TableName="t",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )
    return about["TableDescription"]["LatestStreamArn"]


def test_everything_that_the_template_gives_is_told_back(making):
    given = {**BASIC, **SETTINGS}
    assert making.read(*making.create(KIND, **given)) == given


def test_everything_of_a_queue_is_told_back(making):
    given = {"FunctionName": "f", "EventSourceArn": QUEUE, "BatchSize": 5, "Enabled": True, "Tags": [], **OF_QUEUES}
    assert making.read(*making.create(KIND, **given)) == given


def test_a_table_is_a_source_too(making):
    given = {**BASIC, "EventSourceArn": table(making)}
    assert making.read(*making.create(KIND, **given))["EventSourceArn"] == given["EventSourceArn"]


@pytest.mark.parametrize(
    "name", ["f", "arn:aws:lambda:us-east-1:123456789012:function:f", "123456789012:function:f", "function:f"]
)
def test_the_function_is_told_as_the_template_names_it(making, name):
    assert making.read(*making.create(KIND, **{**BASIC, "FunctionName": name}))["FunctionName"] == name


def test_ref_is_the_id_and_the_attributes_are_those_of_the_schema(making):
    _, made = making.create(KIND, **BASIC)
    assert made.attributes["Id"] == made.physical_id
    arn = f"arn:aws:lambda:us-east-1:123456789012:event-source-mapping:{made.physical_id}"
    assert made.attributes["EventSourceMappingArn"] == arn
    assert tuple(sorted(made.attributes)) == attributes(KIND).names


@pytest.mark.parametrize("name", ["f", "arn:aws:lambda:us-east-1:123456789012:function:f"])
def test_a_second_mapping_of_source_and_function_is_refused_however_the_function_is_named(making, name):
    _, made = making.create(KIND, **BASIC)
    with pytest.raises(RefusedError, match=f"ResourceConflictException: .* mapping with UUID {made.physical_id}"):
        making.create(KIND, "Other", **{**BASIC, "FunctionName": name})


def test_another_function_may_read_the_same_source(making, basic):
    making.create("AWS::Lambda::Function", "G", FunctionName="g", **basic)
    first = making.create(KIND, **BASIC)[1]
    assert making.create(KIND, "Other", **{**BASIC, "FunctionName": "g"})[1].physical_id != first.physical_id


@pytest.mark.parametrize(
    "given",
    [{"FunctionName": "none"}, {"EventSourceArn": STREAM + "-none"}, {"EventSourceArn": QUEUE + "-none"}],
    ids=["function", "stream", "queue"],
)
def test_function_and_source_must_be_there(making, given):
    with pytest.raises(RefusedError, match="ResourceNotFoundException"):
        making.create(KIND, **{**BASIC, **given})


def test_consumers_of_a_stream_are_not_supported(making):
    with pytest.raises(UnsupportedError, match="consumers are not simulated"):
        making.create(KIND, **{**BASIC, "EventSourceArn": f"{STREAM}/consumer/c:1"})


@pytest.mark.parametrize("name", ["Topics", "Queues", "SelfManagedEventSource", "SourceAccessConfigurations"])
def test_what_belongs_to_other_sources_is_not_supported(making, name):
    with pytest.raises(UnsupportedError, match=f"has {name}, which the simulator does not carry"):
        making.create(KIND, **BASIC, **{name: ["x"]})


@pytest.mark.parametrize("recorded", [{"StartingPositionTimestamp": 1700000000}, {"LoggingConfig": {}}])
def test_what_moto_drops_is_recorded(making, recorded):
    _, made = making.create(KIND, **{**BASIC, "StartingPosition": "AT_TIMESTAMP"}, **recorded)
    assert making.cloud.records.get("us-east-1", KIND, made.physical_id) == recorded


@ONE_EACH
def test_an_update_sets_what_is_new(making, name):
    wanted, made = making.create(KIND, **BASIC)
    told = making.read(*making.update(wanted, made, **BASIC, **{name: SETTINGS[name]}))
    assert told[name] == SETTINGS[name]


@ONE_EACH
def test_an_update_resets_what_is_gone(making, name):
    wanted, made = making.create(KIND, **BASIC, **{name: SETTINGS[name]})
    assert making.read(*making.update(wanted, made, **BASIC)).get(name) == DEFAULTS.get(name)


@pytest.mark.parametrize("name", [*OF_QUEUES, "BatchSize"])
def test_an_update_resets_what_is_gone_of_a_queues_mapping(making, name):
    given = {"FunctionName": "f", "EventSourceArn": QUEUE}
    wanted, made = making.create(KIND, **given, **{**OF_QUEUES, "BatchSize": 7})
    told = making.read(*making.update(wanted, made, **given))
    assert told.get(name) == {"BatchSize": 10}.get(name)


def test_an_update_turns_the_mapping_to_another_function(making, basic):
    making.create("AWS::Lambda::Function", "G", FunctionName="g", **basic)
    wanted, made = making.create(KIND, **BASIC)
    told = making.read(*making.update(wanted, made, **{**BASIC, "FunctionName": "g"}))
    assert told["FunctionName"] == "g"
    making.create(KIND, "Other", **BASIC)


def test_a_mapping_that_others_have_turned_elsewhere_tells_the_other_function(making, basic):
    other = making.create("AWS::Lambda::Function", "G", FunctionName="g-f", **basic)[1]
    wanted, made = making.create(KIND, **BASIC)
    making.bench.client("lambda").update_event_source_mapping(UUID=made.physical_id, FunctionName="g-f")
    assert making.read(wanted, made)["FunctionName"] == other.attributes["Arn"]


def test_deleting_a_mapping_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **BASIC)
    making.delete(wanted, made)
    making.delete(wanted, made)
    assert making.bench.client("lambda").list_event_source_mappings()["EventSourceMappings"] == []


def test_a_mapping_that_is_gone_takes_no_update(making):
    wanted, made = making.create(KIND, **BASIC)
    making.delete(wanted, made)
    with pytest.raises(RefusedError, match="ResourceNotFoundException"):
        making.update(wanted, made, **BASIC, BatchSize=5)


def test_the_tags_of_stack_and_system_are_set_too(tagged, function):
    _, made = tagged.create(KIND, **BASIC, Tags=[{"Key": "Team", "Value": "Data"}])
    there = tagged.bench.client("lambda").list_tags(Resource=made.attributes["EventSourceMappingArn"])["Tags"]
    assert {name: value for name, value in there.items() if not name.startswith("aws:")} == {
        "Stage": "test",
        "Team": "Data",
    }
    assert there["aws:cloudformation:stack-name"] == "StackSet-TapStack-1"
