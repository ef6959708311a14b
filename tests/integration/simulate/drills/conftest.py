"""Drills on templates, once each: the worst that matters shows in one trial already."""

from dataclasses import replace

import pytest

from tapstack.simulate.drills.catalogue import chosen
from tapstack.simulate.drills.run import run


@pytest.fixture
def drilled(subject_of):
    """The results of drills by their names, on a template or on the real one."""

    def of(names, body=None):
        drills = [replace(drill, trials=1) for drill in chosen(tuple(names))]
        return {result.drill.name: result for result in run(subject_of(body), drills)}

    return of
