"""moto delivers events itself, at once and in part: here our behaviours deliver them, on the virtual clock.

So rules, buckets, topics and the sources of event source mappings keep what they are told, and send nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.awslambda.models import LambdaBackend
from moto.dynamodb.models import dynamodb_backends
from moto.events.models import Rule
from moto.kinesis.models import kinesis_backends
from moto.s3 import notifications
from moto.s3.models import S3Backend
from moto.sns.models import Subscription
from moto.sqs.models import sqs_backends

_create = LambdaBackend.create_event_source_mapping


def _forgotten(backend: Any, spec: dict[str, Any]) -> Any:
    """The mapping, which Lambda has, and its source no more."""
    made = _create(backend, spec)
    account, region = backend.account_id, backend.region_name
    sources = (
        *sqs_backends[account][region].queues.values(),
        *dynamodb_backends[account][region].tables.values(),
        *kinesis_backends[account][region].streams.values(),
    )
    for source in sources:
        source.lambda_event_source_mappings.clear()
    return made


def _nothing(*_: Any, **__: Any) -> None:
    """Sends nothing."""


@contextmanager
def undelivered() -> Iterator[None]:
    """While nothing is delivered by moto."""
    with (
        patch.object(LambdaBackend, "create_event_source_mapping", _forgotten),
        patch.object(Rule, "send_to_targets", _nothing),
        patch.object(S3Backend, "log_incoming_request", _nothing),
        patch.object(Subscription, "publish", _nothing),
        patch.object(notifications, "send_event", _nothing),
        patch.object(notifications, "send_test_event", _nothing),
    ):
        yield
