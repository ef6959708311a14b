"""Deployed functions, run with their own code: in this process, at the simulated time."""

from tapstack.simulate.cloud.role import current_role
from tapstack.simulate.functions.answer import Answer, FunctionFault
from tapstack.simulate.functions.deployed import Deployed, deployed
from tapstack.simulate.functions.in_process import InProcess
from tapstack.simulate.functions.own_process import OwnProcess
from tapstack.simulate.functions.runner import Runner

__all__ = ["Answer", "Deployed", "FunctionFault", "InProcess", "OwnProcess", "Runner", "current_role", "deployed"]
