"""Asking the truths of the simulated world: what AWS refuses and the simulated services do not is refused here."""

from tapstack.simulate.judging.judge import TruthJudge
from tapstack.simulate.judging.view import WorldView

__all__ = ["TruthJudge", "WorldView"]
