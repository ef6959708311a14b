"""The controls of a run as plain values; ``findings.schema.json`` says what they may be."""

from dataclasses import asdict
from typing import Any

from tapstack.findings import ControlMatrix


def control_document(matrix: ControlMatrix) -> dict[str, Any]:
    """Everything of the matrix. The clauses of a framework are in its own order."""
    return asdict(matrix)
