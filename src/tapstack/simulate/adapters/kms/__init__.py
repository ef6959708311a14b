"""The resource types of KMS."""

from tapstack.simulate.adapters.adapter import Adapter
from tapstack.simulate.adapters.kms.alias import Alias
from tapstack.simulate.adapters.kms.key import Key

ADAPTERS: tuple[type[Adapter], ...] = (Alias, Key)

__all__ = ["ADAPTERS"]
