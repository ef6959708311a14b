"""A script of what is done to the simulated world, one step on each line: what a test has found can be replayed."""

from tapstack.simulate.script.carry_out import Actor, Report, acting, carry_out
from tapstack.simulate.script.read import Step, read, steps

__all__ = ["Actor", "Report", "Step", "acting", "carry_out", "read", "steps"]
