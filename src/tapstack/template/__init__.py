"""From text to a Template with positions."""

from tapstack.template.model import Template
from tapstack.template.position import Position
from tapstack.template.unresolved import Unresolved

__all__ = ["Position", "Template", "Unresolved"]
