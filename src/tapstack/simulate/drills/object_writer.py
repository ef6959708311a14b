"""Producers' objects: one now and then, in the bucket of the active region; and what services refuse of it all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import botocore.exceptions
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from tapstack.simulate.behaviours.life import Life

OBJECTS = 20.0
"""Seconds between two objects."""
UNREACHED = (botocore.exceptions.ConnectionError, botocore.exceptions.HTTPClientError)


class Refusals:
    """What services do not take of what producers give them: each is told once, and tried again."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._told: set[str] = set()

    def tell(self, region: str, error: ClientError) -> None:
        """A call is refused."""
        told = f"{region}: {error}"
        if told not in self._told:
            self._told.add(told)
            self._life.timeline.note("producers", f"refused: {error}", region)


class ObjectWriter:
    """``written`` are the keys, and the regions in whose buckets they were written."""

    def __init__(self, life: Life, buckets: Mapping[str, str], refusals: Refusals) -> None:
        self._life = life
        self._buckets = buckets
        self._refusals = refusals
        self.written: dict[str, str] = {}

    def write(self, region: str) -> None:
        """The next object; one that is not taken is written later."""
        bucket, name = self._buckets.get(region, ""), f"trades/{len(self.written) + 1:05}.json"
        if bucket and self._is_taken(region, bucket, name):
            self.written[name] = region

    def _is_taken(self, region: str, bucket: str, name: str) -> bool:
        body = json.dumps({"object": name}).encode()
        client = self._life.client("s3", region)
        try:
            client.put_object(Bucket=bucket, Key=name, Body=body, Metadata={"origin": "producer"})
        except UNREACHED:
            return False
        except ClientError as error:
            self._refusals.tell(region, error)
            return False
        return True
