"""A state that survives a restart: everything that was asked for is kept, and carried out again.

Everything follows from the seed, the virtual times, and the requests: the same requests at the same times make the
same account.
"""

from tapstack.endpoint.state.chance import Chance
from tapstack.endpoint.state.entries import Entry
from tapstack.endpoint.state.journal import Journal

__all__ = ["Chance", "Entry", "Journal"]
