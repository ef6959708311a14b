"""Why a call has failed, in Lambda's words.

Source: awslambdaric, bootstrap and lambda_runtime_exception; for what the runtime cannot tell itself, the messages of
https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html (timeouts), and assumed for exits.
"""

from __future__ import annotations

import traceback
from types import TracebackType

from tapstack.simulate.functions.answer import FunctionFault
from tapstack.simulate.functions.deployed import Deployed
from tapstack.simulate.functions.marshalling import MarshalError

TIMED_OUT, EXITED = "Sandbox.Timedout", "Runtime.ExitError"


class LoadError(Exception):
    """The handler cannot be loaded."""

    def __init__(self, fault: FunctionFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class ExitedError(BaseException):
    """The function has ended the process: no handler of exceptions may stop it."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def leave(status: int) -> None:
    """What stands for ``os._exit`` while a function runs."""
    raise ExitedError(status)


def timed_out(function: Deployed, request_id: str) -> FunctionFault:
    """It took longer than its timeout."""
    message = f"RequestId: {request_id} Error: Task timed out after {function.timeout:.2f} seconds"
    return FunctionFault(TIMED_OUT, message)


def exited(status: int, request_id: str) -> FunctionFault:
    """Its process ended with this status."""
    how = f"with error: exit status {status}" if status else "without providing a reason"
    return FunctionFault(EXITED, f"RequestId: {request_id} Error: Runtime exited {how}")


def _status(error: BaseException) -> int:
    """With which status a process ends that does not catch this."""
    if isinstance(error, ExitedError):
        return error.status
    code = error.code if isinstance(error, SystemExit) else 1
    return code if isinstance(code, int) else 0 if code is None else 1


def raised(error: BaseException, folder: str, request_id: str) -> FunctionFault:
    """It raised something, when it was called or when it was imported; the runtime catches exceptions only."""
    if not isinstance(error, Exception):
        return exited(_status(error), request_id)
    if isinstance(error, LoadError):
        return error.fault
    if isinstance(error, MarshalError):
        return FunctionFault("Runtime.MarshalError", str(error))
    return FunctionFault(type(error).__name__, str(error), _frames(error.__traceback__, folder))


def unimportable(error: ImportError | SyntaxError, module: str) -> LoadError:
    """Its module cannot be imported."""
    if isinstance(error, ImportError):
        return LoadError(FunctionFault("Runtime.ImportModuleError", f"Unable to import module '{module}': {error}"))
    trace = (f'  File "{error.filename}" Line {error.lineno}\n    {error.text}',)
    message = f"Syntax error in module '{module}': {error}"
    return LoadError(FunctionFault("Runtime.UserCodeSyntaxError", message, trace))


def _frames(trace: TracebackType | None, folder: str) -> tuple[str, ...]:
    """From the first frame of the function's own code on."""
    frames = traceback.extract_tb(trace)
    first = next((index for index, frame in enumerate(frames) if frame.filename.startswith(folder)), len(frames))
    return tuple(traceback.format_list(frames[first:]))
