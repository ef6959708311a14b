"""The handler that a function's configuration names.

Source: awslambdaric, bootstrap.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from tapstack.simulate.functions.answer import FunctionFault
from tapstack.simulate.functions.code import LoadedCode
from tapstack.simulate.functions.faults import LoadError, unimportable

Handler = Callable[[Any, Any], Any]


def handler(code: LoadedCode, name: str) -> Handler:
    """What ``module.function`` names. Raises LoadError, or whatever else the module raises while it is imported."""
    module, dot, function = name.rpartition(".")
    if not dot:
        why = "not enough values to unpack (expected 2, got 1)"
        raise LoadError(FunctionFault("Runtime.MalformedHandlerName", f"Bad handler '{name}': {why}"))
    if module.partition(".")[0] in sys.builtin_module_names:
        message = f"Cannot use built-in module {module} as a handler module"
        raise LoadError(FunctionFault("Runtime.BuiltInModuleConflict", message))
    try:
        found = code.module(module.replace("/", "."))
    except (ImportError, SyntaxError) as error:
        raise unimportable(error, module) from error
    handled: Handler | None = getattr(found, function, None)
    if handled is None:
        message = f"Handler '{function}' missing on module '{module}'"
        raise LoadError(FunctionFault("Runtime.HandlerNotFound", message))
    return handled
