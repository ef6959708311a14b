"""Settings of functions that moto loses, when it makes a function or when it changes one.

Source: botocore lambda, FunctionConfiguration. What LoggingConfig is by default: Lambda developer guide, "Configuring
CloudWatch log groups".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from moto.awslambda.models import ImageConfig, LambdaFunction

_init: Callable[..., None] = LambdaFunction.__init__
_tell: Callable[..., dict[str, Any]] = LambdaFunction.get_configuration
_tell_all: Callable[..., dict[str, Any]] = LambdaFunction.get_code
_change: Callable[..., dict[str, Any]] = LambdaFunction.update_configuration
_change_code: Callable[..., dict[str, Any]] = LambdaFunction.update_function_code

_LOST = ("DeadLetterConfig", "FileSystemConfigs", "LoggingConfig", "SnapStart")
_KEPT = "tapstack_settings"


def _made(function: Any, account_id: str, spec: dict[str, Any], *rest: Any, **named: Any) -> None:
    _init(function, account_id, spec, *rest, **named)
    setattr(function, _KEPT, {})
    _keep(function, spec)


def _keep(function: Any, given: Mapping[str, Any]) -> None:
    """An empty setting is none."""
    kept = getattr(function, _KEPT) | {name: given[name] for name in _LOST if name in given}
    if not kept.get("DeadLetterConfig", {}).get("TargetArn"):
        kept.pop("DeadLetterConfig", None)
    setattr(function, _KEPT, {name: value for name, value in kept.items() if value})


def _told(function: Any, on_create: bool = False) -> dict[str, Any]:
    kept = dict(getattr(function, _KEPT))
    group = f"/aws/lambda/{function.function_name}"
    logging = {"LogFormat": "Text", "LogGroup": group, **kept.pop("LoggingConfig", {})}
    snap = {"ApplyOn": "None", "OptimizationStatus": "Off", **kept.pop("SnapStart", {})}
    return _tell(function, on_create) | kept | {"LoggingConfig": logging, "SnapStart": snap}


def _all_told(function: Any) -> dict[str, Any]:
    """With the concurrency of a function that may not run at all, which moto takes for none."""
    found = _tell_all(function)
    if function.reserved_concurrency == 0:
        found["Concurrency"] = {"ReservedConcurrentExecutions": 0}
    return found


def _changed(function: Any, updates: dict[str, Any]) -> dict[str, Any]:
    _keep(function, updates)
    if "KMSKeyArn" in updates:
        function.kms_key_arn = updates["KMSKeyArn"] or None
    if "TracingConfig" in updates:
        function.tracing_config = updates["TracingConfig"]
    if "EphemeralStorage" in updates:
        function.ephemeral_storage = updates["EphemeralStorage"]["Size"]
    if "ImageConfig" in updates:
        function.image_config = ImageConfig(updates["ImageConfig"])
    return _change(function, updates)


def _code_changed(function: Any, updated_spec: dict[str, Any]) -> dict[str, Any]:
    if "Architectures" in updated_spec:
        function.architectures = updated_spec["Architectures"]
    return _change_code(function, updated_spec)


_PATCHES = {
    "__init__": _made,
    "get_configuration": _told,
    "get_code": _all_told,
    "update_configuration": _changed,
    "update_function_code": _code_changed,
}


@contextmanager
def function_settings() -> Iterator[None]:
    """While functions keep all that they are told."""
    with ExitStack() as stack:
        for name, done in _PATCHES.items():
            stack.enter_context(patch.object(LambdaFunction, name, done))
        yield
