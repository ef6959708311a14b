"""The resource types of IAM."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.iam.managed_policy import ManagedPolicy
from tapstack.simulate.adapters.iam.role import Role

ADAPTERS: tuple[type[Adapter], ...] = (ManagedPolicy, Role)

__all__ = ["ADAPTERS"]
