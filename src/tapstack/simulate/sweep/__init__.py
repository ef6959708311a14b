"""The sweep: what becomes of the world if any one call of a deployment is refused."""

from tapstack.simulate.sweep.breaking import Break
from tapstack.simulate.sweep.sweep import Broken, Swept, sweep

__all__ = ["Break", "Broken", "Swept", "sweep"]
