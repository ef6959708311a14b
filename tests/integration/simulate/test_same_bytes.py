"""The same seed gives the same bytes, whatever the hash seed, and however many copies of the world run at a time."""

import json
import os
import subprocess
import sys
from functools import cache

from tapstack.simulate.drills.catalogue import chosen
from tapstack.simulate.drills.run import run
from tapstack.simulate.telling.drills import document

DRILLS = ("function-crash", "region-loss")


@cache
def told(hash_seed: str, *options: str) -> str:
    named = [word for name in DRILLS for word in ("--drill", name)]
    command = [sys.executable, "-m", "tapstack", "simulate", *named, "--format", "json", *options]
    ran = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": hash_seed}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_hash_seed_does_not_matter():
    assert told("1") == told("2")


def test_another_seed_comes_to_the_same_verdicts():
    assert [drill["verdict"] for drill in json.loads(told("1", "--seed", "7"))["drills"]] == ["PASS", "PASS"]


def test_the_number_of_workers_does_not_matter(subject_of):
    found = json.dumps(document(run(subject_of(), chosen(DRILLS), workers=3), 0), indent=2)
    assert found + "\n" == told("1")
