"""The configured workload, ``[tool.tapstack.objectives]``.

``records_per_second`` and ``record_bytes``: what comes into each stream. ``seconds_per_batch``: how long a function
works on a full batch of them.
"""

from typing import Final

from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown

RECORDS: Final = "records_per_second"
BYTES: Final = "record_bytes"
SECONDS: Final = "seconds_per_batch"


def amount(view: View, name: str) -> float:
    """The objective as a number. Raises NotKnown where it is none, or not positive."""
    value = view.objectives[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise NotKnown(f"the objective {name} is no positive number: {value!r}")
    return float(value)
