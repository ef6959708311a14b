"""AWS::Lambda::EventSourceMapping."""

from __future__ import annotations

from typing import Any

from tapstack.simulate.adapters.adapter import Adapter, Bench
from tapstack.simulate.adapters.shapes import pick
from tapstack.simulate.resources import Made, RefusedError, Wanted

_AT_CREATION = ("EventSourceArn", "StartingPosition", "StartingPositionTimestamp")
_SETTINGS = (
    *("BatchSize", "BisectBatchOnFunctionError", "DestinationConfig", "Enabled", "FilterCriteria", "FunctionName"),
    *("FunctionResponseTypes", "KmsKeyArn", "MaximumBatchingWindowInSeconds", "MaximumRecordAgeInSeconds"),
    *("MaximumRetryAttempts", "ParallelizationFactor", "ScalingConfig", "TumblingWindowInSeconds"),
)
_LOST = frozenset({"BisectBatchOnFunctionError", "KmsKeyArn", "ScalingConfig"})


class EventSourceMapping(Adapter):
    """A mapping; Ref gives its UUID."""

    type = "AWS::Lambda::EventSourceMapping"
    carried = frozenset({*_AT_CREATION, *_SETTINGS}) - _LOST
    recorded = _LOST | {"MetricsConfig", "ProvisionedPollerConfig", "Tags"}

    def create(self, bench: Bench, wanted: Wanted) -> Made:
        """CreateEventSourceMapping, which refuses a second one of the same source and function."""
        client, given = bench.client("lambda"), wanted.properties
        source, function = given.get("EventSourceArn"), given["FunctionName"]
        if source:
            same = client.list_event_source_mappings(EventSourceArn=source, FunctionName=function)
            for one in same["EventSourceMappings"]:
                why = "An event source mapping with the same event source and function already exists:"
                raise RefusedError("ResourceConflictException", f"{why} {one['UUID']}", service="Lambda", status=409)
        about = client.create_event_source_mapping(**pick(given, *_AT_CREATION, *_SETTINGS))
        arn = bench.arn("lambda", f"event-source-mapping:{about['UUID']}")
        return Made(about["UUID"], {"Id": about["UUID"], "EventSourceMappingArn": arn})

    def update(self, bench: Bench, made: Made, before: Wanted, wanted: Wanted) -> Made:
        """UpdateEventSourceMapping."""
        bench.client("lambda").update_event_source_mapping(UUID=made.physical_id, **pick(wanted.properties, *_SETTINGS))
        return made

    def delete(self, bench: Bench, made: Made, wanted: Wanted) -> None:
        """DeleteEventSourceMapping."""
        client = bench.client("lambda")
        try:
            client.delete_event_source_mapping(UUID=made.physical_id)
        except client.exceptions.ResourceNotFoundException:
            return

    def read(self, bench: Bench, made: Made, wanted: Wanted) -> dict[str, Any]:
        """GetEventSourceMapping; the function by the name that the template gives, if it is that one."""
        about = bench.client("lambda").get_event_source_mapping(UUID=made.physical_id)
        found = pick(about, *_AT_CREATION, *_SETTINGS)
        function = wanted.properties["FunctionName"]
        told = about["FunctionArn"]
        same = told == function or told.split(":")[6] == function
        return found | {"FunctionName": function if same else told, "Enabled": about.get("State") != "Disabled"}
