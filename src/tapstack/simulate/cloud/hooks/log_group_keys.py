"""moto's log groups keep the key that they are made with: it answers neither AssociateKmsKey nor DisassociateKmsKey."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.responses import LogsResponse


def _associate(response: Any) -> str:
    """Gives the group the key that the request names, or none."""
    asked = json.loads(response.body)
    group = response.logs_backend.groups.get(asked.get("logGroupName"))
    if group is None:
        raise ResourceNotFoundException
    group.kms_key_id = asked.get("kmsKeyId")
    return ""


@contextmanager
def log_group_keys() -> Iterator[None]:
    """While both are answered."""
    with (
        patch.object(LogsResponse, "associate_kms_key", _associate, create=True),
        patch.object(LogsResponse, "disassociate_kms_key", _associate, create=True),
    ):
        yield
