"""What a function finds around it: its variables, its output, its own session with the services."""

from __future__ import annotations

import io
import logging
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import boto3

from tapstack.simulate.cloud.clients import new_session
from tapstack.simulate.functions.deployed import Deployed

_KEPT = ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_EC2_METADATA_DISABLED", "AWS_ACCOUNT_ID_ENDPOINT_MODE")


def variables(function: Deployed) -> dict[str, str]:
    """The environment of a function.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html (defined runtime variables).
    """
    own = {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_DEFAULT_REGION": function.region,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.runtime}",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
        "AWS_LAMBDA_FUNCTION_NAME": function.name,
        "AWS_LAMBDA_FUNCTION_VERSION": function.version,
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_LAMBDA_LOG_GROUP_NAME": function.log_group,
        "AWS_LAMBDA_LOG_STREAM_NAME": "simulated",
        "AWS_REGION": function.region,
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_SESSION_TOKEN": "testing",
        "LANG": "en_US.UTF-8",
        "LAMBDA_RUNTIME_DIR": "/var/runtime",
        "LAMBDA_TASK_ROOT": "/var/task",
        "PATH": os.environ.get("PATH", ""),
        "TZ": ":UTC",
        "_HANDLER": function.handler,
    }
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **function.variables, **own}


@contextmanager
def surrounded(function: Deployed, session: boto3.session.Session) -> Iterator[io.StringIO]:
    """While the process looks to a function as its own environment would; gives where its output goes."""
    before, default, state = dict(os.environ), boto3.DEFAULT_SESSION, random.getstate()
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(logging.Formatter("[%(levelname)s]\t%(message)s"))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    os.environ.clear()
    os.environ.update(variables(function))
    root.handlers[:] = [handler]
    boto3.DEFAULT_SESSION = session
    random.seed(f"{function.arn}")
    try:
        with redirect_stdout(output), redirect_stderr(output):
            yield output
    finally:
        boto3.DEFAULT_SESSION = default
        root.handlers[:] = handlers
        root.setLevel(level)
        os.environ.clear()
        os.environ.update(before)
        random.setstate(state)


def session_of(function: Deployed) -> boto3.session.Session:
    """The session that a function's clients are made with; it knows the services' models already."""
    return new_session(function.region)
