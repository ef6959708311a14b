"""Children of this process."""

import os

from tapstack.simulate.sweep.forks import Forks


def test_texts_come_back_in_the_order_of_the_forks():
    forks = Forks(2)
    for number in range(5):
        if forks.fork():
            with forks.ending():
                forks.text = str(number * number)
    assert forks.finish() == ["0", "1", "4", "9", "16"]


def test_a_child_that_crashes_gives_an_empty_text():
    forks = Forks(1)
    if forks.fork():
        os._exit(3)
    assert forks.finish() == [""]


def test_what_a_child_changes_is_not_changed_here():
    things = [1]
    forks = Forks(1)
    if forks.fork():
        with forks.ending():
            things.append(2)
            forks.text = str(things)
    assert forks.finish() == ["[1, 2]"]
    assert things == [1]


def test_a_long_text_comes_back_whole():
    forks = Forks(1)
    if forks.fork():
        with forks.ending():
            forks.text = "x" * 500_000
    assert forks.finish() == ["x" * 500_000]
