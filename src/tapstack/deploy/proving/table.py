"""Which types are asked which questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tapstack.deploy.checks import (
    ALARMS,
    BACKUPS,
    BUCKETS,
    CONTRACT,
    EVENTS,
    HEALTH_CHECKS,
    MAPPINGS,
    PARAMETERS,
    PEERING,
    QUIET,
    RECORDS,
    REPLICAS,
    REPLICATION,
    ROUTES,
    SUBSCRIPTIONS,
    VALUES,
    WORKING,
    ZONES,
)
from tapstack.deploy.proving.answers import Question
from tapstack.deploy.proving.questions import (
    alarms,
    backups,
    buckets,
    contract,
    events,
    health_checks,
    mappings,
    networks,
    parameters,
    records,
    subscriptions,
    tables,
)
from tapstack.deploy.proving.questions.states import STATES, function, of_state
from tapstack.graph.stackset.stackset import is_custom

_OWN: Final[Mapping[str, tuple[Question, ...]]] = {
    "AWS::Backup::BackupPlan": (Question(BACKUPS, backups.plan),),
    "AWS::CloudWatch::Alarm": (Question(ALARMS, alarms.alarm), Question(QUIET, alarms.quiet)),
    "AWS::CloudWatch::CompositeAlarm": (Question(ALARMS, alarms.alarm), Question(QUIET, alarms.quiet)),
    "AWS::DynamoDB::GlobalTable": (Question(REPLICAS, tables.replicas),),
    "AWS::EC2::Route": (Question(ROUTES, networks.route),),
    "AWS::EC2::VPCPeeringConnection": (Question(PEERING, networks.peering), Question(ROUTES, networks.peer_routes)),
    "AWS::Events::EventBus": (Question(EVENTS, events.bus),),
    "AWS::Events::Rule": (Question(EVENTS, events.rule),),
    "AWS::Lambda::EventSourceMapping": (Question(MAPPINGS, mappings.mapping),),
    "AWS::Lambda::Function": (Question(WORKING, function),),
    "AWS::Route53::HealthCheck": (Question(HEALTH_CHECKS, health_checks.health_check),),
    "AWS::Route53::HostedZone": (Question(ZONES, records.zone),),
    "AWS::Route53::RecordSet": (Question(RECORDS, records.record_set),),
    "AWS::Route53::RecordSetGroup": (Question(RECORDS, records.record_set_group),),
    "AWS::S3::Bucket": (Question(BUCKETS, buckets.location), Question(REPLICATION, buckets.replication)),
    "AWS::SNS::Subscription": (Question(SUBSCRIPTIONS, subscriptions.subscription),),
    "AWS::SNS::Topic": (of_state("AWS::SNS::Topic"), Question(SUBSCRIPTIONS, subscriptions.of_topic)),
    "AWS::SSM::Parameter": (Question(PARAMETERS, parameters.parameter), Question(VALUES, parameters.value)),
}
QUESTIONS: Final[Mapping[str, tuple[Question, ...]]] = {**{name: (of_state(name),) for name in STATES}, **_OWN}
_CUSTOM: Final = (Question(CONTRACT, contract.reader),)


def questions(type_name: str) -> tuple[Question, ...]:
    """What is asked of a type; nothing beyond CloudFormation's status where the table has no row."""
    return _CUSTOM if is_custom(type_name) else QUESTIONS.get(type_name, ())
