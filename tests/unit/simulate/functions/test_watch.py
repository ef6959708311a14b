"""Loops without an end."""

import signal
import threading

import pytest

from tapstack.simulate.functions import InProcess
from tapstack.simulate.functions.watch import TimeUpError, watched

LOOP = "def handler(event, context):\n    while True:\n        pass"
WAITS = "import threading\ndef handler(event, context):\n    threading.Event().wait()"
CATCHES = """
def handler(event, context):
    for _ in range(2):
        try:
            while True:
                pass
        except BaseException:
            pass
    while True:
        pass
"""


@pytest.fixture(autouse=True)
def impatient(account, monkeypatch):
    monkeypatch.setattr(account, "runner", InProcess(account.cloud, wall_seconds=0.3))


@pytest.mark.parametrize("source", [LOOP, WAITS, LOOP.replace("def handler(event, context):", "if True:")])
def test_a_loop_without_an_end_is_a_timeout(account, source):
    answer = account.answer(account.put(source, Timeout=7))
    assert (answer.fault.type, answer.seconds) == ("Sandbox.Timedout", 7.0)


def test_who_catches_the_end_is_ended_again(account):
    assert account.answer(account.put(CATCHES)).fault.type == "Sandbox.Timedout"


def test_afterwards_no_alarm_is_set():
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(TimeUpError), watched(0.01):
        threading.Event().wait()
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_alarm_of_somebody_else_goes_on():
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 100)
    try:
        with watched(50):
            pass
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 90
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def in_a_thread(work):
    found = []
    thread = threading.Thread(target=lambda: found.append(work()))
    thread.start()
    thread.join()
    return found[0]


def test_in_another_thread_a_loop_is_ended_too(account):
    arn = account.put(LOOP)
    assert in_a_thread(lambda: account.answer(arn)).fault.type == "Sandbox.Timedout"


def test_in_another_thread_a_call_that_ends_is_left_alone(account):
    arn = account.put("def handler(event, context):\n    return 'done'")
    assert in_a_thread(lambda: account.answer(arn)).payload == '"done"'
    assert threading.active_count() == 1
