"""What a drill must measure, worked out from the rendered stacks alone: nothing here knows the engine or a behaviour.

Each figure is an interval in seconds, or a count. Constants that AWS does not publish are named as assumed.
"""

from tapstack.simulate.expectations.interval import Interval
from tapstack.simulate.expectations.objectives import OBJECTIVES
from tapstack.simulate.expectations.pair import Pair

__all__ = ["OBJECTIVES", "Interval", "Pair"]
