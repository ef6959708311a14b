"""The environment variables of a function.

Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, the variables that are defined.
"""

from __future__ import annotations

import os
from pathlib import Path

from tapstack.simulate.functions.deployed import Deployed

_CLOSED = (
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_EC2_METADATA_DISABLED",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE",
)
"""What keeps a simulation from reading its user's settings goes with the function."""


def variables(function: Deployed, folder: Path, log_stream: str) -> dict[str, str]:
    """What the function has of its own, and what Lambda sets; ``folder`` is where its code is."""
    reserved = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_DEFAULT_REGION": function.region,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.runtime}",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
        "AWS_LAMBDA_FUNCTION_NAME": function.name,
        "AWS_LAMBDA_FUNCTION_VERSION": function.version,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": function.log_group,
        "AWS_LAMBDA_LOG_STREAM_NAME": log_stream,
        "AWS_REGION": function.region,
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SESSION_TOKEN": "testing",
        "LAMBDA_RUNTIME_DIR": "/var/runtime",
        "LAMBDA_TASK_ROOT": str(folder),
        "_HANDLER": function.handler,
    }
    unreserved = {"LANG": "en_US.UTF-8", "PATH": "/var/lang/bin:/usr/local/bin:/usr/bin:/bin:/opt/bin", "TZ": ":UTC"}
    closed = {name: os.environ[name] for name in _CLOSED if name in os.environ}
    return {**unreserved, **closed, **function.variables, **reserved}
