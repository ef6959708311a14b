"""Every world that parameters can make of a template: which conditions can be true together, and how."""

from tapstack.render.worlds.reach import worlds
from tapstack.render.worlds.smallest import smallest
from tapstack.render.worlds.world import World, Worlds, told

__all__ = ["World", "Worlds", "smallest", "told", "worlds"]
