"""Ids of operations: a request that is sent again after a lost answer is the same request.

Source: botocore cloudformation, OperationId: it is an idempotency token, and a new one retries the OUTDATED instances.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from tapstack.deploy.planning.present import OUR_PREFIX


def operation_id(
    operation: str, parameters: Mapping[str, Any], hidden: frozenset[str], template: str, after: str
) -> str:
    """The same for the same request after the same last operation ``after``, another after any other.

    ``template`` is the hash of the template. NoEcho values are left out: a hash would let them be guessed.
    """
    values = [one for one in parameters.get("Parameters", ()) if one["ParameterKey"] not in hidden]
    told = {**parameters, "Parameters": values}
    text = json.dumps([operation, told, template, after], sort_keys=True)
    return f"{OUR_PREFIX}{hashlib.sha256(text.encode()).hexdigest()[:32]}"
