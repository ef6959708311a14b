"""AWS::Lambda::EventSourceMapping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.lambda_.names import same, taken
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.adapters.tags import changes, listed, tags, told
from tapstack.simulate.resources import Made, RefusedError, UnsupportedError, Wanted

_AT_CREATION = ("EventSourceArn", "StartingPosition")
_TIME = "StartingPositionTimestamp"
_RESETS: Final[Mapping[str, Any]] = {
    "BisectBatchOnFunctionError": False,
    "DestinationConfig": {},
    "Enabled": True,
    "FilterCriteria": {},
    "FunctionResponseTypes": [],
    "KMSKeyArn": "",
    "MaximumBatchingWindowInSeconds": 0,
    "MaximumRecordAgeInSeconds": -1,
    "MaximumRetryAttempts": -1,
    "MetricsConfig": {"Metrics": []},
    "ParallelizationFactor": 1,
    "ProvisionedPollerConfig": {},
    "ScalingConfig": {},
    "TumblingWindowInSeconds": 0,
}
_SETTINGS = ("BatchSize", "FunctionName", "KmsKeyArn", *(name for name in _RESETS if name != "KMSKeyArn"))


class EventSourceMapping(Adapter):
    """A mapping; Ref gives its UUID. moto holds it, and our behaviours carry it out.

    Source: what an update does with what is given no more: go-to-k/cdkd#982 (observed of CloudFormation); that
    BatchSize and ProvisionedPollerConfig are reset, too, is assumed.
    """

    type = "AWS::Lambda::EventSourceMapping"
    carried = frozenset({*_AT_CREATION, *_SETTINGS, "Tags"})
    recorded = frozenset({"LoggingConfig", _TIME})

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateEventSourceMapping, which refuses a second one of the same source and function."""
        client, given = bench.client("lambda"), wanted.properties
        _refuse_taken(client, wanted)
        about = client.create_event_source_mapping(
            **pick(given, *_AT_CREATION, _TIME), **_settings(given), Tags=tags(bench, wanted, system=True)
        )
        arn = about["EventSourceMappingArn"]
        return Made(about["UUID"], {"Id": about["UUID"], "EventSourceMappingArn": arn})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateEventSourceMapping with all that is given; what is given no more becomes what it is by default."""
        client, arn = bench.client("lambda"), made.attributes["EventSourceMappingArn"]
        source = client.get_event_source_mapping(UUID=made.physical_id)["EventSourceArn"]
        resets = {**_RESETS, "BatchSize": 10 if ":sqs:" in source else 100}
        settings = _settings(wanted.properties)
        gone = {one: resets[one] for one in _settings(before.properties) if one not in settings and one in resets}
        client.update_event_source_mapping(UUID=made.physical_id, **gone, **settings)
        new, old = changes(tags(bench, before), tags(bench, wanted))
        if old:
            client.untag_resource(Resource=arn, TagKeys=old)
        if new:
            client.tag_resource(Resource=arn, Tags=new)
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteEventSourceMapping."""
        client = bench.client("lambda")
        try:
            client.get_event_source_mapping(UUID=made.physical_id)
        except client.exceptions.ResourceNotFoundException:
            return
        client.delete_event_source_mapping(UUID=made.physical_id)

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetEventSourceMapping; the function as the template names it, if it is that one."""
        client = bench.client("lambda")
        about = client.get_event_source_mapping(UUID=made.physical_id)
        found = pick(about, *_AT_CREATION, *_SETTINGS) | pick({"KmsKeyArn": about.get("KMSKeyArn")}, "KmsKeyArn")
        function, arn = wanted.properties["FunctionName"], about["FunctionArn"]
        found["FunctionName"] = function if same(function, arn) else arn
        found["Enabled"] = about["State"] != "Disabled"
        pairs = client.list_tags(Resource=about["EventSourceMappingArn"]).get("Tags", {})
        found = {name: value for name, value in found.items() if value not in ({}, [], "")}
        return found | {"Tags": told(bench, listed(pairs), wanted=wanted)}


def _settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """As Lambda's calls take them."""
    found = pick(given, *_SETTINGS) | {"FunctionName": taken(given["FunctionName"])}
    return {("KMSKeyArn" if name == "KmsKeyArn" else name): value for name, value in found.items()}


def _refuse_taken(client: Any, wanted: Wanted) -> None:
    """Raises RefusedError if the function reads the source already, UnsupportedError for a consumer of a stream."""
    source, function = wanted.properties.get("EventSourceArn", ""), wanted.properties["FunctionName"]
    if "/consumer/" in source:
        raise UnsupportedError(f"{wanted.logical_id} ({wanted.type}) reads {source}; consumers are not simulated.")
    arn = client.get_function(FunctionName=taken(function))["Configuration"]["FunctionArn"]
    for one in client.list_event_source_mappings(EventSourceArn=source)["EventSourceMappings"]:
        if one["FunctionArn"] == arn:
            why = f'The event source arn (" {source} ") and function (" {function} ") provided mapping already exists.'
            why += f" Please update or delete the existing mapping with UUID {one['UUID']}"
            raise RefusedError("ResourceConflictException", why, service="Lambda", status=409)
