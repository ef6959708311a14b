"""Rules that fire by the clock, which begins at 09:00."""

import pytest

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE


def scheduled(here, expression, name="r", **settings):
    """A rule that sends what happens to a queue."""
    here("events").put_rule(Name=name, ScheduleExpression=expression, **settings)
    here("events").put_targets(Rule=name, Targets=[{"Id": "q", "Arn": here.queue()}])


def times(here):
    return [event["time"][11:19] for event in here.received()]


def test_a_rate_fires_after_each_period(life, here):
    life.clock.run(30)
    scheduled(here, "rate(5 minutes)")
    life.clock.run(900.6)
    assert times(here) == ["09:05:30", "09:10:30", "09:15:30"]


def test_cron_fires_at_its_times(life, here):
    scheduled(here, "cron(0/30 9-10 * * ? *)")
    life.clock.run(3 * 3600)
    assert times(here) == ["09:30:00", "10:00:00", "10:30:00"]


def test_the_event_is_a_scheduled_one(life, here):
    scheduled(here, "rate(1 minute)")
    life.clock.run(61)
    (event,) = here.received()
    assert (event["source"], event["detail-type"], event["detail"]) == ("aws.events", "Scheduled Event", {})
    assert event["resources"] == [here("events").describe_rule(Name="r")["Arn"]]
    assert here.counted("TriggeredRules") == 1


def test_another_expression_begins_anew(life, here):
    scheduled(here, "rate(10 minutes)")
    life.clock.run(540)
    scheduled(here, "rate(5 minutes)")
    life.clock.run(601)
    assert times(here) == ["09:14:00", "09:19:00"]


def test_the_same_expression_goes_on(life, here):
    scheduled(here, "rate(10 minutes)")
    life.clock.run(540)
    scheduled(here, "rate(10 minutes)", Description="the same")
    life.clock.run(61)
    assert times(here) == ["09:10:00"]


def test_a_disabled_rule_does_not_fire_and_makes_up_for_nothing(life, here):
    scheduled(here, "rate(5 minutes)", State="DISABLED")
    life.clock.run(601)
    here("events").enable_rule(Name="r")
    life.clock.run(300)
    assert times(here) == ["09:15:00"]


def test_a_rule_that_is_deleted_fires_no_more(life, here):
    scheduled(here, "rate(5 minutes)")
    here("events").remove_targets(Rule="r", Ids=["q"])
    here("events").delete_rule(Name="r")
    life.clock.run(240)
    scheduled(here, "rate(5 minutes)")
    life.clock.run(301)
    assert times(here) == ["09:09:00"]


def test_a_rule_that_gets_a_pattern_instead_fires_no_more(life, here):
    scheduled(here, "rate(5 minutes)")
    here("events").put_rule(Name="r", EventPattern='{"source": ["mine"]}')
    life.clock.run(600)
    assert times(here) == []


def test_a_region_that_is_out_does_not_fire_and_makes_up_for_nothing(life, here):
    scheduled(here, "rate(5 minutes)")
    life.outages.lose(SOURCE)
    life.clock.run(700)
    life.outages.restore(SOURCE)
    life.clock.run(201)
    assert times(here) == ["09:15:00"]


def test_regions_fire_apart(life, here, there):
    scheduled(here, "rate(5 minutes)")
    life.clock.run(60)
    scheduled(there, "rate(5 minutes)")
    life.clock.run(301)
    assert (times(here), times(there)) == (["09:05:00"], ["09:06:00"])


def test_a_schedule_that_is_over_never_fires(life, here):
    scheduled(here, "cron(0 9 1 1 ? 2020)")
    life.quiet = True
    life.clock.run(10 * 86_400)
    assert times(here) == []


def test_what_is_no_schedule_is_named(life, here):
    scheduled(here, "cron(0 3 * * * *)")
    with pytest.raises(UnsupportedError, match="no cron expression of EventBridge"):
        life.clock.run(1)
