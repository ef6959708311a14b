"""Calls that the simulated services do not know, answered here: from the world's records, in the service's own shapes.

Every session of a simulation asks here first; what is not answered goes to moto.
"""

from tapstack.simulate.cloud.beyond.answers import answering, attach

__all__ = ["answering", "attach"]
