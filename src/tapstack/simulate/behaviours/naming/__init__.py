"""Route 53: health checks, and what it answers to whoever asks for a name."""

from tapstack.simulate.behaviours.naming.answers import Names, Reply, Resolver
from tapstack.simulate.behaviours.naming.health import Health

__all__ = ["Health", "Names", "Reply", "Resolver"]
