"""The runner that calls functions in processes of their own, by AWS's own runtime client: slow, and in real time.

It shows that what the quick runner does is what the real runtime does. The function's clock is the real one, and what
the simulation answers beside moto is not answered here.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import time_machine

from tapstack.simulate.functions.answer import Answer, FunctionFault
from tapstack.simulate.functions.code import LoadedCode
from tapstack.simulate.functions.faults import exited, timed_out
from tapstack.simulate.functions.runtime_api import Call, runtime_api
from tapstack.simulate.functions.variables import variables
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    from tapstack.simulate.functions.deployed import Deployed

_NOWHERE = "http://127.0.0.1:9"  # the port of those who discard: no host outside is reached by HTTP


class OwnProcess:
    """Calls functions, each time in a new process that ends with the call."""

    def invoke(self, function: Deployed, event: Any, request_id: str) -> Answer:
        """Call a function with an event. Raises UnsupportedError for other runtimes, or without AWS's client."""
        if not function.runtime.startswith("python") or find_spec("awslambdaric") is None:
            why = "only Python is simulated, by awslambdaric"
            raise UnsupportedError(f"{function.name} runs on {function.runtime}; {why}.")
        began = _now()
        call = Call(event, _headers(function, request_id, began + function.timeout))
        with _services() as services, runtime_api(call) as address, tempfile.TemporaryFile() as output:
            status = _run(function, call, {"AWS_LAMBDA_RUNTIME_API": address, "AWS_ENDPOINT_URL": services}, output)
            output.seek(0)
            log = output.read().decode(errors="replace")
        kind, payload = call.outcome or ("", "")
        if kind == "response":
            return Answer(payload, None, log, _now() - began)
        fault = _told(payload) if kind else timed_out(function, request_id)
        if not kind and status is not None:
            fault = exited(status, request_id)
        return Answer(fault.payload(request_id), fault, log, _now() - began)


def _run(function: Deployed, call: Call, addresses: dict[str, str], output: Any) -> int | None:
    """The status with which the process ended by itself; None where it was ended."""
    folder = LoadedCode(function.code, function.handler).folder
    around = variables(function, folder, "own-process") | addresses
    around |= {"HTTP_PROXY": _NOWHERE, "HTTPS_PROXY": _NOWHERE, "NO_PROXY": "127.0.0.1,localhost"}
    command = [sys.executable, "-m", "awslambdaric", function.handler]
    with subprocess.Popen(  # noqa: S603 - the command is ours; running the function's code is what this is for
        command, cwd=folder, env=around, stdout=output, stderr=output, start_new_session=True
    ) as process:

        def wait() -> None:
            process.wait()
            call.end()

        waiting = threading.Thread(target=wait, daemon=True)
        waiting.start()
        try:
            call.ended.wait(function.timeout + _STARTING)
            return process.poll() if call.outcome is None else None
        finally:
            _end(process)
            waiting.join()


_STARTING = 5.0  # seconds that the process itself may take to start


def _end(process: subprocess.Popen[bytes]) -> None:
    """Nothing that the function has started goes on."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def _services() -> Iterator[str]:
    """While the simulated services are served to other processes; gives the address."""
    from moto.server import ThreadedMotoServer

    logger = logging.getLogger("werkzeug")
    level, server = logger.level, ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    logger.setLevel(logging.ERROR)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()
        logger.setLevel(level)


def _headers(function: Deployed, request_id: str, deadline: float) -> dict[str, str]:
    return {
        "Lambda-Runtime-Aws-Request-Id": request_id,
        "Lambda-Runtime-Deadline-Ms": str(int(deadline * 1000)),
        "Lambda-Runtime-Invoked-Function-Arn": function.arn,
    }


def _told(payload: str) -> FunctionFault:
    """What the runtime client says of a failure."""
    about = json.loads(payload)
    return FunctionFault(about["errorType"], about["errorMessage"], tuple(about.get("stackTrace") or ()))


def _now() -> float:
    """The real time, in seconds since 1970."""
    real: float = time_machine.escape_hatch.time.time()
    return real
