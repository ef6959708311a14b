"""Layers beside: their findings, what they raise, and what is said of a process that dies."""

import os
import subprocess
import sys
import threading

import pytest

from tapstack.findings import InputError
from tapstack.pipeline.beside import possible

HEAVY = ("truths",)
PROGRAM = """
import os, sys
from tapstack.findings import InputError
from tapstack.pipeline.beside import Beside

def gives(): return {"truths": [1]}, ["why"]
def refuses(): raise InputError("No.", remedy="Go.", file="t.json", line=3)
def dies(): os._exit(3)

try:
    print(Beside(globals()[sys.argv[1]]).result())
except Exception as error:
    print(type(error).__name__, error)
"""


def said(work: str) -> str:
    return subprocess.run([sys.executable, "-c", PROGRAM, work], capture_output=True, text=True, check=True).stdout


def test_what_comes_of_the_work_is_handed_over() -> None:
    assert said("gives") == "({'truths': [1]}, ['why'])\n"


def test_what_the_work_refuses_is_refused_here() -> None:
    assert said("refuses") == f"{InputError.__name__} t.json:3: No. Go.\n"


def test_a_process_that_dies_is_an_error_and_no_result() -> None:
    assert said("dies").startswith("RuntimeError The process that judges")


@pytest.mark.parametrize(("layers", "pays"), [(("lint", "truths"), True), (("truths",), False), (("lint",), False)])
def test_it_pays_only_where_there_is_work_for_both(
    layers: tuple[str, ...], pays: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert possible(layers, HEAVY) is pays
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert not possible(layers, HEAVY)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not possible(layers, HEAVY)
