"""What a truth looked at decides whether its verdict is known in another world."""

from datetime import date
from typing import Any

import pytest

from tapstack.checks.truths.planned import PlannedView
from tapstack.checks.truths.recorder import Recorder
from tapstack.checks.truths.surroundings import Surroundings
from tapstack.graph.stackset import NotKnown
from tests.unit.graph.links.pairs import SECOND, resource, stackset

QUEUE = "AWS::SQS::Queue"


def recorder() -> Recorder:
    return Recorder(
        PlannedView(stackset({"Q": resource("SQS::Queue", QueueName="q")}), Surroundings(now=date(2026, 11, 25)))
    )


def index(view: Any, kind: str) -> list[str]:
    return [item.logical_id for item in view.all(kind)]


def test_work_that_is_kept_is_done_once_and_its_questions_are_those_of_each_who_uses_it():
    view, done = recorder(), []

    def work(seen: Any, kind: str) -> list[str]:
        done.append(kind)
        return index(seen, kind)

    assert view.kept(work, QUEUE) == ["Q", "Q"]
    first, view.asked = view.asked, {}
    assert view.kept(work, QUEUE) == ["Q", "Q"]
    assert view.asked == first == {("all", (QUEUE,), None): None}
    assert done == [QUEUE]


def test_what_was_asked_before_the_work_stays_asked():
    view = recorder()
    view.exists("q", QUEUE, region=SECOND)
    view.kept(index, QUEUE)
    assert [question[0] for question in view.asked] == ["exists", "all"]


def test_work_that_has_no_answer_has_none_for_anyone():
    view = recorder()

    def work(_: Any) -> None:
        raise NotKnown("nobody knows")

    for _ in range(2):
        with pytest.raises(NotKnown, match="nobody knows"):
            view.kept(work)
        with pytest.raises(NotKnown, match="nobody knows"):
            view.planned.kept(work)
