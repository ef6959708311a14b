"""The simulated services: moto in this process, closed to the world outside, at a standing time."""

from tapstack.simulate.cloud.cloud import ACCOUNT, START, Cloud, open_cloud
from tapstack.simulate.cloud.faults import Faults
from tapstack.simulate.cloud.gate import ForbiddenHostError
from tapstack.simulate.cloud.records import Records

__all__ = ["ACCOUNT", "START", "Cloud", "Faults", "ForbiddenHostError", "Records", "open_cloud"]
