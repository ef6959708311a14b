"""AWS::Events::Rule."""

from typing import Any

import pytest

from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::Events::Rule"
ROLE = "arn:aws:iam::123456789012:role/events"
QUEUE = "arn:aws:sqs:us-east-1:123456789012:q"
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
PATTERN = {"source": ["mine"], "detail": {"$or": [{"state": ["FAILED"]}, {"n": [{"numeric": [">", 5]}]}]}}
GIVEN = {
    "Name": "r",
    "Description": "Someone asks",
    "EventBusName": "trading",
    "EventPattern": PATTERN,
    "RoleArn": ROLE,
    "State": "DISABLED",
    "Tags": [{"Key": "Owner", "Value": "Data"}],
    "Targets": [{"Id": "F", "Arn": FUNCTION, "RoleArn": ROLE, "InputPath": "$.detail"}],
}
ECS = {
    "TaskDefinitionArn": "arn:aws:ecs:us-east-1:123456789012:task-definition/t:1",
    "TaskCount": 1,
    "LaunchType": "FARGATE",
    "CapacityProviderStrategy": [{"CapacityProvider": "FARGATE", "Weight": 1, "Base": 0}],
    "PlacementConstraints": [{"Type": "memberOf", "Expression": "attribute:a == b"}],
    "PlacementStrategies": [{"Type": "spread", "Field": "host"}],
    "NetworkConfiguration": {
        "AwsVpcConfiguration": {"Subnets": ["subnet-1"], "SecurityGroups": ["sg-1"], "AssignPublicIp": "DISABLED"}
    },
    "TagList": [{"Key": "A", "Value": "1"}],
}
KINDS: dict[str, dict[str, Any]] = {
    "function": {"Arn": FUNCTION},
    "queue": {"Arn": QUEUE},
    "ordered queue": {"Arn": f"{QUEUE}.fifo", "SqsParameters": {"MessageGroupId": "g"}},
    "topic": {"Arn": "arn:aws:sns:us-east-1:123456789012:t"},
    "stream": {
        "Arn": "arn:aws:kinesis:us-east-1:123456789012:stream/s",
        "RoleArn": ROLE,
        "KinesisParameters": {"PartitionKeyPath": "$.id"},
    },
    "state machine": {"Arn": "arn:aws:states:us-east-1:123456789012:stateMachine:m", "RoleArn": ROLE},
    "log group": {"Arn": "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/l"},
    "bus elsewhere": {"Arn": "arn:aws:events:eu-central-1:123456789012:event-bus/trading", "RoleArn": ROLE},
    "command": {
        "Arn": "arn:aws:ssm:us-east-1::document/d",
        "RoleArn": ROLE,
        "RunCommandParameters": {"RunCommandTargets": [{"Key": "InstanceIds", "Values": ["i-1"]}]},
    },
    "task": {"Arn": "arn:aws:ecs:us-east-1:123456789012:cluster/c", "RoleArn": ROLE, "EcsParameters": ECS},
    "job": {
        "Arn": "arn:aws:batch:us-east-1:123456789012:job-queue/j",
        "RoleArn": ROLE,
        "BatchParameters": {
            "JobDefinition": "d",
            "JobName": "n",
            "ArrayProperties": {"Size": 2},
            "RetryStrategy": {"Attempts": 2},
        },
    },
    "destination": {
        "Arn": "arn:aws:events:us-east-1:123456789012:api-destination/d/1",
        "RoleArn": ROLE,
        "HttpParameters": {"HeaderParameters": {"h": "1"}, "PathParameterValues": ["p"]},
    },
    "query": {
        "Arn": "arn:aws:redshift:us-east-1:123456789012:cluster:c",
        "RoleArn": ROLE,
        "RedshiftDataParameters": {"Database": "d", "Sql": "select 1", "WithEvent": True},
    },
    "pipeline": {
        "Arn": "arn:aws:sagemaker:us-east-1:123456789012:pipeline/p",
        "RoleArn": ROLE,
        "SageMakerPipelineParameters": {"PipelineParameterList": [{"Name": "n", "Value": "v"}]},
    },
    "graph": {
        "Arn": "arn:aws:appsync:us-east-1:123456789012:endpoints/graphql-api/a",
        "RoleArn": ROLE,
        "AppSyncParameters": {"GraphQLOperation": "mutation M { m }"},
    },
    "input": {"Arn": QUEUE, "Input": '{"a": 1}'},
    "transformer": {
        "Arn": QUEUE,
        "InputTransformer": {"InputPathsMap": {"id": "$.detail.id"}, "InputTemplate": '{"id": <id>}'},
    },
    "dead letters": {
        "Arn": FUNCTION,
        "DeadLetterConfig": {"Arn": QUEUE},
        "RetryPolicy": {"MaximumRetryAttempts": 0, "MaximumEventAgeInSeconds": 60},
    },
}


@pytest.fixture(autouse=True)
def _bus(making):
    making.create("AWS::Events::EventBus", "Bus", Name="trading")


def test_everything_that_the_template_gives_is_told_back(making):
    wanted, made = making.create(KIND, **GIVEN)
    assert making.read(wanted, made) == GIVEN


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_target_is_told_back_whatever_its_kind(making, kind):
    given = [{"Id": "It", **KINDS[kind]}]
    wanted, made = making.create(KIND, Name="r", EventPattern=PATTERN, Targets=given)
    assert making.read(wanted, made)["Targets"] == given


@pytest.mark.parametrize("schedule", ["rate(1 minute)", "rate(5 minutes)", "cron(0 9 * * ? *)"])
def test_a_schedule_is_told_back(making, schedule):
    wanted, made = making.create(KIND, Name="r", ScheduleExpression=schedule, State="ENABLED")
    told = making.read(wanted, made)
    assert (told["ScheduleExpression"], told["State"]) == (schedule, "ENABLED")
    assert "EventPattern" not in told


def test_a_pattern_may_be_text(making):
    wanted, made = making.create(KIND, Name="r", EventPattern='{"source": ["mine"]}')
    assert making.read(wanted, made)["EventPattern"] == {"source": ["mine"]}


def test_a_bus_may_be_named_by_its_arn(making):
    bus = "arn:aws:events:us-east-1:123456789012:event-bus/trading"
    wanted, made = making.create(KIND, Name="r", EventBusName=bus, EventPattern=PATTERN)
    assert made.physical_id == "trading|r"
    assert making.read(wanted, made)["EventBusName"] == bus


@pytest.mark.parametrize(
    ("bus", "ref", "resource"),
    [(None, "r", "rule/r"), ("default", "r", "rule/r"), ("trading", "trading|r", "rule/trading/r")],
)
def test_ref_names_the_bus_unless_it_is_the_default_one(making, bus, ref, resource):
    _, made = making.create(KIND, Name="r", EventPattern=PATTERN, **({"EventBusName": bus} if bus else {}))
    assert made.physical_id == ref
    assert made.attributes == {"Arn": f"arn:aws:events:us-east-1:123456789012:{resource}", "RuleName": "r"}


def test_a_rule_without_a_name_gets_one_of_the_stack_and_the_resource(making):
    _, made = making.create(KIND, EventPattern=PATTERN)
    assert made.physical_id.startswith("StackSet-TapStack-1-It-")


def test_a_name_that_is_taken_is_refused_and_the_rule_stays_as_it_is(making):
    wanted, made = making.create(KIND, **GIVEN)
    with pytest.raises(RefusedError, match=r"Rule r already exists\."):
        making.create(KIND, "Other", **{**GIVEN, "Description": "Another"})
    assert making.read(wanted, made) == GIVEN


def test_a_name_may_be_used_on_each_bus(making):
    making.create(KIND, **GIVEN)
    wanted, made = making.create(KIND, "Other", Name="r", EventPattern=PATTERN)
    assert making.read(wanted, made)["Tags"] == []


def test_a_bus_that_is_not_there_is_refused(making):
    with pytest.raises(RefusedError, match="Event bus other does not exist"):
        making.create(KIND, **{**GIVEN, "EventBusName": "other"})


def test_a_target_that_is_refused_leaves_the_rule_which_is_told(making):
    with pytest.raises(RefusedError, match="SqsParameters") as refused:
        making.create(KIND, Name="r", EventPattern=PATTERN, Targets=[{"Id": "q", "Arn": f"{QUEUE}.fifo"}])
    assert refused.value.made is not None
    assert refused.value.made.physical_id == "r"


def test_an_update_sets_what_is_new_and_resets_what_is_gone(making):
    wanted, made = making.create(KIND, **GIVEN)
    targets = [{"Id": "F", "Arn": FUNCTION}, {"Id": "Q", "Arn": QUEUE}]
    bus = {"Name": "r", "EventBusName": "trading"}
    after, made = making.update(wanted, made, **bus, EventPattern={"source": ["other"]}, Targets=targets)
    told = making.read(after, made)
    rest = {"EventPattern": {"source": ["other"]}, "State": "ENABLED", "Targets": targets, "Tags": []}
    assert told == {**bus, **rest}


def test_an_update_takes_targets_away(making):
    wanted, made = making.create(KIND, **GIVEN)
    after, made = making.update(wanted, made, **{name: value for name, value in GIVEN.items() if name != "Targets"})
    assert making.read(after, made)["Targets"] == []


def test_a_rule_does_not_move_to_another_bus_in_place(making):
    wanted, made = making.create(KIND, **GIVEN)
    with pytest.raises(UnsupportedError, match="changes EventBusName"):
        making.update(wanted, made, **{**GIVEN, "EventBusName": "default"})


def test_deleting_a_rule_takes_its_targets_and_twice_is_no_error(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.delete(wanted, made)
    assert making.bench.client("events").list_rules(EventBusName="trading")["Rules"] == []
    making.delete(wanted, made)


def test_deleting_the_rule_of_a_bus_that_is_gone_is_no_error(making):
    wanted, made = making.create(KIND, **GIVEN)
    making.bench.client("events").delete_event_bus(Name="trading")
    making.delete(wanted, made)


def test_the_tags_of_the_stack_are_not_told_as_the_rules_own(tagged):
    wanted, made = tagged.create(KIND, Name="r", EventPattern=PATTERN, Tags=[{"Key": "Owner", "Value": "Data"}])
    told = tagged.bench.client("events").list_tags_for_resource(ResourceARN=made.attributes["Arn"])["Tags"]
    assert {"Key": "Stage", "Value": "test"} in told
    assert tagged.read(wanted, made)["Tags"] == [{"Key": "Owner", "Value": "Data"}]
