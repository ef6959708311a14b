"""The runner that calls functions in this process: quick, one at a time, warm after the first call."""

from __future__ import annotations

import json
import traceback
from typing import TYPE_CHECKING, Any

from tapstack.simulate.functions.answer import Answer, FunctionFault
from tapstack.simulate.functions.code import LoadedCode
from tapstack.simulate.functions.context import Context
from tapstack.simulate.functions.passing import Passing, TimeUpError
from tapstack.simulate.functions.role import lay_down, take_on
from tapstack.simulate.functions.surroundings import session_of, surrounded
from tapstack.simulate.resources import UnsupportedError

if TYPE_CHECKING:
    import boto3

    from tapstack.simulate.cloud import Cloud
    from tapstack.simulate.functions.deployed import Deployed


class _Environment:
    """One execution environment: its modules, and the clients that it has made."""

    def __init__(self, function: Deployed) -> None:
        self.code = LoadedCode(function.code)
        self.session: boto3.session.Session = session_of(function)


class InProcess:
    """Calls functions of one cloud. A function that is deployed anew starts cold."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._warm: dict[str, tuple[Deployed, _Environment]] = {}

    def invoke(self, function: Deployed, event: Any, request_id: str) -> Answer:
        """Call a function with an event. Raises UnsupportedError for runtimes other than Python."""
        if not function.runtime.startswith("python"):
            raise UnsupportedError(
                f"{function.name} runs on {function.runtime or 'an image'}; only Python is simulated."
            )
        environment = self._environment(function)
        passing = Passing(self._cloud, function.timeout)
        role = take_on(function.role)
        try:
            with surrounded(function, environment.session) as output, passing.passes(), environment.code.active():
                payload, fault = self._call(
                    function, environment, event, Context(function, request_id, passing.deadline)
                )
        finally:
            lay_down(role)
        if fault is not None:
            self._warm.pop(function.arn, None) if fault.type in _ENDING else None
            payload = json.dumps({"errorMessage": fault.message, "errorType": fault.type})
        return Answer(payload, fault, output.getvalue(), passing.seconds)

    def _environment(self, function: Deployed) -> _Environment:
        known = self._warm.get(function.arn)
        if known is None or known[0] != function:
            known = self._warm[function.arn] = function, _Environment(function)
        return known[1]

    def _call(
        self, function: Deployed, environment: _Environment, event: Any, context: Context
    ) -> tuple[str, FunctionFault | None]:
        name = context.aws_request_id
        try:
            handler = environment.code.handler(function.handler)
        except Exception as error:  # noqa: BLE001 - whatever a function raises is its answer
            return "", _init_fault(function, error)
        except TimeUpError:
            return "", _timed_out(function, name)
        try:
            return json.dumps(handler(json.loads(json.dumps(event)), context)), None
        except TimeUpError:
            return "", _timed_out(function, name)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
            exited = f"RequestId: {name} Error: Runtime exited with error: exit status {status}"
            return "", FunctionFault("Runtime.ExitError", exited)
        except Exception as error:  # noqa: BLE001 - whatever a function raises is its answer
            traceback.print_exc()
            marshal = isinstance(error, TypeError) and "is not JSON serializable" in str(error)
            return "", FunctionFault("Runtime.MarshalError" if marshal else type(error).__name__, str(error))


_ENDING = ("Sandbox.Timedout", "Runtime.ExitError")
"""After these Lambda throws the environment away."""


def _timed_out(function: Deployed, request_id: str) -> FunctionFault:
    message = f"RequestId: {request_id} Error: Task timed out after {function.timeout:.2f} seconds"
    return FunctionFault("Sandbox.Timedout", message)


def _init_fault(function: Deployed, error: Exception) -> FunctionFault:
    """What Lambda says of code that cannot be loaded. Source: aws-lambda-python-runtime-interface-client, bootstrap."""
    module = function.handler.rpartition(".")[0]
    traceback.print_exc()
    if isinstance(error, SyntaxError):
        return FunctionFault("Runtime.UserCodeSyntaxError", f"Syntax error in module '{module}': {error}")
    if isinstance(error, ImportError):
        return FunctionFault("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}")
    if isinstance(error, AttributeError) and "has no attribute" in str(error):
        name = function.handler.rpartition(".")[2]
        return FunctionFault("Runtime.HandlerNotFound", f"Handler '{name}' missing on module '{module}'")
    return FunctionFault(type(error).__name__, str(error))
