"""As a program: prints the worlds of thirty conditions, five deep, for another hash seed."""

import json
import sys

from benchmarks.deep import deep
from tests.unit.render.worlds.worlds_of import worlds_of

if __name__ == "__main__":
    for bound in (False, True):
        found = worlds_of(deep(bound=bound))
        told = [[dict(world.changes), dict(world.truths)] for world in found.worlds]
        sys.stdout.write(json.dumps([told, found.possible, found.gaps]) + "\n")
