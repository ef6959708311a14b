"""Every check of a control: those of the modules of the families."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tapstack.checks.controls.control import ControlCheck
from tapstack.findings import Check


@cache
def control_checks() -> tuple[ControlCheck, ...]:
    """All checks, sorted by name."""
    package = import_module("tapstack.checks.controls")
    families = [import_module(f"{package.__name__}.{one.name}") for one in iter_modules(package.__path__) if one.ispkg]
    names = (f"{family.__name__}.{one.name}" for family in families for one in iter_modules(family.__path__))
    found = (getattr(import_module(name), "CONTROL", None) for name in names)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.name))


CHECKS: tuple[Check, ...] = tuple(one.check for one in control_checks())
