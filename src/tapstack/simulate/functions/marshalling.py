"""The answer of a handler as JSON.

Source: awslambdaric, lambda_runtime_marshaller.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

_UNICODE_SINCE = 12  # the minor version of Python whose runtime writes letters as they are


class MarshalError(Exception):
    """The handler has returned what is no JSON; the message is Lambda's."""


def marshalled(value: Any, runtime: str) -> str:
    """JSON as the runtime writes it; bytes are taken for text that is JSON already. Raises MarshalError."""
    if isinstance(value, bytes):
        return value.decode(errors="replace")
    version = re.fullmatch(r"python3\.(\d+)", runtime)
    ascii_only = version is None or int(version[1]) < _UNICODE_SINCE
    try:
        return json.dumps(value, default=_number, ensure_ascii=ascii_only)
    except (TypeError, ValueError, RecursionError) as error:
        raise MarshalError(f"Unable to marshal response: {error}") from error


def _number(value: Any) -> int | float:
    if isinstance(value, Decimal):
        whole = value.is_finite() and value == value.to_integral_value()
        return int(value) if whole else float(value)
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
