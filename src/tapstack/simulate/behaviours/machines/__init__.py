"""Step Functions: state machines, carried out in virtual time."""

from tapstack.simulate.behaviours.machines.execution import Execution
from tapstack.simulate.behaviours.machines.machines import Machines

__all__ = ["Execution", "Machines"]
