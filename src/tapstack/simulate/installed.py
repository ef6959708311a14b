"""Whether what the simulator stands on is installed: it is an extra."""

from __future__ import annotations

from importlib.util import find_spec

from tapstack.findings import MissingToolError

_NEEDED = ("boto3", "moto", "simpy", "time_machine")


def require() -> None:
    """Raises MissingToolError where a library of the extra ``simulate`` is missing."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        remedy = "Install the extra: pip install 'tapstack[simulate]'; or leave the layer out: --skip-layer simulate."
        raise MissingToolError(f"The simulation needs {', '.join(missing)}.", remedy=remedy)
