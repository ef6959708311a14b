"""Payload templates: Parameters, ResultSelector, ItemSelector. A member whose name ends in ``.$`` is looked up.

Source: Step Functions Developer Guide, "Payload template".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Look = Callable[[str], Any]


def filled(template: Any, look: Look) -> Any:
    """The template with values in it."""
    if isinstance(template, dict):
        return {
            name.removesuffix(".$"): look(value) if name.endswith(".$") else filled(value, look)
            for name, value in template.items()
        }
    if isinstance(template, list):
        return [filled(value, look) for value in template]
    return template
