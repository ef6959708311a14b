"""The attributes of EventBridge's types are those that the schemas list."""

from typing import Any

import pytest

from tapstack.facts.attributes import attributes
from tapstack.facts.schemas import resource_schema

BUS = "arn:aws:events:us-east-1:123456789012:event-bus/default"
FULL: dict[str, dict[str, Any]] = {
    "AWS::Events::EventBus": {
        "Name": "trading",
        "Description": "Events",
        "KmsKeyIdentifier": "alias/own",
        "DeadLetterConfig": {"Arn": "arn:aws:sqs:us-east-1:123456789012:q"},
        "LogConfig": {"Level": "ERROR", "IncludeDetail": "NONE"},
        "Tags": [{"Key": "A", "Value": "1"}],
    },
    "AWS::Events::EventBusPolicy": {"StatementId": "S", "Action": "events:PutEvents", "Principal": "111122223333"},
    "AWS::Events::Rule": {"Name": "r", "EventPattern": {"source": ["a"]}},
    "AWS::Events::Archive": {"ArchiveName": "a", "SourceArn": BUS},
}
OF_PARTNERS = {"EventSourceName"}


@pytest.mark.parametrize("kind", list(FULL))
def test_every_attribute_of_the_schema_is_given(making, kind):
    _, made = making.create(kind, **FULL[kind])
    known = attributes(kind)
    assert known is not None
    assert set(made.attributes) == set(known.names) - OF_PARTNERS


@pytest.mark.parametrize("kind", list(FULL))
def test_every_property_of_the_schema_is_carried_or_recorded(making, kind):
    schema = resource_schema(kind)
    assert schema is not None
    found = making.workshop._adapter(making.wanted(kind))
    only_read = {pointer.rpartition("/")[2] for pointer in schema.read_only}
    assert set(schema.properties) - only_read == found.carried | found.recorded
