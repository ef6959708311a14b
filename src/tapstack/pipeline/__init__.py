"""Which layers run, in what order, cached: for every command that judges templates."""

from tapstack.pipeline.engine import run
from tapstack.pipeline.layers import LAYERS, chosen
from tapstack.pipeline.outcome import Outcome
from tapstack.pipeline.request import Request

__all__ = ["LAYERS", "Outcome", "Request", "chosen", "run"]
