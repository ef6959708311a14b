"""What a function finds around it: its variables, its output, its own sessions with the services, its own chance."""

from __future__ import annotations

import io
import logging
import os
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from typing import Any
from unittest.mock import patch

import boto3
import botocore.session

from tapstack.simulate.cloud.clients import new_core
from tapstack.simulate.functions.faults import leave

_LINE = "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s"  # awslambdaric, bootstrap


class Surroundings:
    """They last as long as the function is warm: what it changes of them in one call is so in the next."""

    def __init__(self, variables: Mapping[str, str], seed: str) -> None:
        self._variables = dict(variables)
        self._session: boto3.session.Session | None = None
        self._output = io.StringIO()
        self._entropy = random.Random(seed)  # noqa: S311 - it has to be the same each time
        self._chance = random.Random(seed).getstate()  # noqa: S311 - the same
        self._handler = _handler(self._output)
        self._handlers = [self._handler]
        self._level = logging.WARNING

    def log(self) -> str:
        """What has been printed, or logged, since this was last asked."""
        text = self._output.getvalue()
        self._output.seek(0)
        self._output.truncate()
        return text

    @contextmanager
    def around(self, request_id: str) -> Iterator[None]:
        """While the process looks to a function as its own environment would."""
        self._handler.filters[:] = [_Requested(request_id)]
        with ExitStack() as stack:
            stack.enter_context(self._environment())
            stack.enter_context(self._logging())
            stack.enter_context(self._random())
            stack.enter_context(redirect_stdout(self._output))
            stack.enter_context(redirect_stderr(self._output))
            stack.enter_context(self._services())
            stack.enter_context(patch.object(os, "_exit", leave))
            yield

    @contextmanager
    def _environment(self) -> Iterator[None]:
        before = dict(os.environ)
        _set(self._variables)
        try:
            yield
        finally:
            self._variables = dict(os.environ)
            _set(before)

    @contextmanager
    def _services(self) -> Iterator[None]:
        """Every session that it makes is one of the simulation's."""
        with (
            patch.object(boto3, "DEFAULT_SESSION", self._session),
            patch.object(botocore.session, "get_session", new_core),
        ):
            try:
                yield
            finally:
                self._session = boto3.DEFAULT_SESSION

    @contextmanager
    def _logging(self) -> Iterator[None]:
        root = logging.getLogger()
        before = root.handlers[:], root.level
        root.handlers[:] = self._handlers
        root.setLevel(self._level)
        try:
            yield
        finally:
            self._handlers, self._level = root.handlers[:], root.level
            root.handlers[:] = before[0]
            root.setLevel(before[1])

    @contextmanager
    def _random(self) -> Iterator[None]:
        before, draw = random.getstate(), self._entropy.randbytes
        random.setstate(self._chance)
        try:
            # The module random, and by it secrets, has a name of its own for it.
            with patch.object(os, "urandom", draw), patch.object(random, "_urandom", draw):
                yield
        finally:
            self._chance = random.getstate()
            random.setstate(before)


class _Requested(logging.Filter):
    """Tells each line of the log whose request it belongs to."""

    def __init__(self, request_id: str) -> None:
        super().__init__()
        self._request_id = request_id

    def filter(self, record: Any) -> bool:
        record.aws_request_id = self._request_id
        return True


def _handler(output: io.StringIO) -> logging.Handler:
    handler, lines = logging.StreamHandler(output), logging.Formatter(_LINE, "%Y-%m-%dT%H:%M:%S")
    lines.converter = time.gmtime
    handler.setFormatter(lines)
    return handler


def _set(variables: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)
