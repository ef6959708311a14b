"""The settings of an event source mapping, by the names that Lambda gives them.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.simulate.resources import UnsupportedError

_KINESIS_BATCH, FOR_EVER = 100, -1


_NOT_SIMULATED = ("FilterCriteria", "KMSKeyArn", "MetricsConfig", "TumblingWindowInSeconds")


@dataclass
class EventSourceMapping:
    """``told`` is what Lambda tells of it; ``result`` is its LastProcessingResult."""

    region: str
    told: dict[str, Any]
    result: str = "No records processed"

    def check(self) -> None:
        """Raises UnsupportedError for a source, or a setting, whose behaviour is not simulated."""
        for name in _NOT_SIMULATED:
            if self.told.get(name):
                raise UnsupportedError(f"{name} of an event source mapping is not simulated.")
        if "/consumer/" in self.source or not any(f":{kind}:" in self.source for kind in ("kinesis", "dynamodb")):
            raise UnsupportedError(f"A mapping of {self.source} is not simulated: only of streams themselves.")

    @property
    def id(self) -> str:
        """Its UUID."""
        return str(self.told["UUID"])

    @property
    def source(self) -> str:
        """The ARN of the stream."""
        return str(self.told["EventSourceArn"])

    @property
    def function(self) -> str:
        """The ARN of the function."""
        return str(self.told["FunctionArn"])

    @property
    def is_enabled(self) -> bool:
        """Whether it reads."""
        return str(self.told.get("State", "Enabled")) in ("Enabled", "Creating", "Updating")

    @property
    def batch_size(self) -> int:
        """The most records of a batch."""
        return int(self.told.get("BatchSize") or _KINESIS_BATCH)

    @property
    def window(self) -> float:
        """Seconds that it waits for more records."""
        return float(self.told.get("MaximumBatchingWindowInSeconds") or 0)

    @property
    def lanes(self) -> int:
        """Batches of one shard that are processed at the same time."""
        return int(self.told.get("ParallelizationFactor") or 1)

    @property
    def bisects(self) -> bool:
        """Whether a batch that failed is halved."""
        return bool(self.told.get("BisectBatchOnFunctionError"))

    @property
    def answers_items(self) -> bool:
        """Whether the function's answer says which records failed."""
        return "ReportBatchItemFailures" in (self.told.get("FunctionResponseTypes") or ())

    @property
    def attempts(self) -> int:
        """How often a batch is tried again; -1 for ever."""
        return _given(self.told, "MaximumRetryAttempts")

    @property
    def record_age(self) -> int:
        """Seconds after which a record is given up; -1 never."""
        return _given(self.told, "MaximumRecordAgeInSeconds")

    @property
    def on_failure(self) -> str:
        """The ARN of where what is given up is told; empty for nowhere."""
        return str((self.told.get("DestinationConfig") or {}).get("OnFailure", {}).get("Destination") or "")


def _given(told: Mapping[str, Any], name: str) -> int:
    value = told.get(name)
    return FOR_EVER if value is None else int(value)
