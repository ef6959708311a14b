"""Calls on loopback with which whoever tests steps, fails, stalls and refuses things: ``/_tapstack/...``."""

from tapstack.endpoint.control.answering import PATH, Control
from tapstack.endpoint.control.desk import Desk

__all__ = ["PATH", "Control", "Desk"]
