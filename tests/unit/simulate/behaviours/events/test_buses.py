"""Events come to buses, rules fit them, and archives keep them."""

import json
from datetime import UTC, datetime

import pytest

from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE
from tests.unit.simulate.behaviours.world import ACCOUNT

ARCHIVE = f"arn:aws:events:{SOURCE}:{ACCOUNT}:archive/a"


def test_an_event_reaches_the_target_of_the_rule_that_fits_it(life, here):
    here.rule(here.queue("q"), pattern={"source": ["mine"], "detail": {"n": [{"numeric": [">", 1]}]}})
    here.put(n=1)
    here.put(n=2)
    life.clock.run(1)
    (event,) = here.received()
    assert event == {
        "version": "0",
        "id": event["id"],
        "detail-type": "Happened",
        "source": "mine",
        "account": ACCOUNT,
        "time": "2026-01-05T09:00:00Z",
        "region": SOURCE,
        "resources": [],
        "detail": {"n": 2},
    }


def test_it_is_not_there_before_it_can_be(life, here):
    here.rule(here.queue())
    here.put()
    life.clock.run(0.4)
    assert here.received() == []


def test_an_event_goes_to_every_target_of_every_rule(life, here):
    here.rule(here.queue("a"), here.queue("b"))
    here.rule(here.queue("c"), name="other")
    here.put()
    life.clock.run(1)
    assert [len(here.received(name)) for name in "abc"] == [1, 1, 1]


def test_a_disabled_rule_does_nothing_until_it_is_enabled(life, here):
    here.rule(here.queue())
    here("events").disable_rule(Name="r")
    here.put(n=1)
    life.clock.run(1)
    here("events").enable_rule(Name="r")
    here.put(n=2)
    life.clock.run(1)
    assert [event["detail"] for event in here.received()] == [{"n": 2}]


def test_a_rule_is_as_it_is_when_the_event_comes(life, here):
    here.rule(here.queue())
    here.put()
    life.clock.run(1)
    here.rule(here.queue(), pattern={"source": ["other"]})
    here.put()
    life.clock.run(1)
    here("events").remove_targets(Rule="r", Ids=["0"])
    here.put(source="other")
    life.clock.run(1)
    assert len(here.received()) == 1


def test_buses_are_apart(life, here):
    here("events").create_event_bus(Name="b")
    here.rule(here.queue("default"))
    here.rule(here.queue("own"), bus="b")
    here.put(bus=f"arn:aws:events:{SOURCE}:{ACCOUNT}:event-bus/b")
    life.clock.run(1)
    assert (len(here.received("own")), here.received("default")) == (1, [])


def test_an_event_keeps_the_time_that_its_sender_gives(life, here):
    here.rule(here.queue())
    entry = {"Source": "mine", "DetailType": "x", "Detail": "{}", "Resources": ["arn:x"]}
    here("events").put_events(Entries=[{**entry, "Time": datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)}])
    life.clock.run(1)
    (event,) = here.received()
    assert (event["time"], event["resources"]) == ("2025-01-02T03:04:05Z", ["arn:x"])


def test_services_put_events_too(life, here):
    here.rule(here.queue(), pattern={"source": ["aws.backup"], "region": [SOURCE], "account": [ACCOUNT]})
    life.events.put(SOURCE, {"source": "aws.backup", "detail-type": "Job", "detail": {"state": "FAILED"}})
    life.clock.run(1)
    assert [event["detail"] for event in here.received()] == [{"state": "FAILED"}]


def test_an_event_for_a_bus_that_is_gone_is_lost(life, here):
    here("events").create_event_bus(Name="b")
    here.put(bus="b")
    here("events").delete_event_bus(Name="b")
    life.clock.run(1)
    assert [(one.rule, one.why) for one in life.events.lost] == [("b", "there is no such bus")]
    assert "an event is lost: there is no such bus" in [moment.text for moment in life.timeline.moments]


def test_a_region_that_is_out_routes_its_events_when_it_is_back(life, here):
    here.rule(here.queue())
    here.put()
    life.outages.lose(SOURCE)
    life.clock.run(500)
    life.outages.restore(SOURCE)
    life.clock.run(1)
    assert len(here.received()) == 1


def test_rules_are_counted(life, here):
    here("events").create_event_bus(Name="b")
    here.rule(here.queue("x"), here.queue("y"))
    here.rule(here.queue("x"), bus="b")
    here.put()
    here.put()
    here.put(bus="b")
    life.clock.run(1)
    found = [here.counted(name) for name in ("MatchedEvents", "TriggeredRules", "Invocations", "FailedInvocations")]
    assert found == [2, 2, 4, 0]
    assert here.counted("Invocations", EventBusName="b", RuleName="r") == 1


def test_an_archive_keeps_what_fits_its_pattern(life, here):
    here("events").create_event_bus(Name="b")
    settings = {"ArchiveName": "a", "EventPattern": json.dumps({"source": ["mine"]})}
    here("events").create_archive(EventSourceArn=f"arn:aws:events:{SOURCE}:{ACCOUNT}:event-bus/b", **settings)
    here.put(bus="b", n=1)
    here.put(bus="b", source="other")
    here.put(n=2)
    life.clock.run(1)
    assert [event["detail"] for event in life.events.archives.kept[SOURCE, "a"]] == [{"n": 1}]
    here("events").update_archive(ArchiveName="a", EventPattern=json.dumps({"source": ["other"]}))
    here.put(bus="b", n=3)
    life.clock.run(1)
    assert len(life.events.archives.kept[SOURCE, "a"]) == 1
    assert life.events.lost == []


def test_a_replay_is_not_simulated(life, here):
    with pytest.raises(UnsupportedError, match="replays of archives are not simulated"):
        here("events").start_replay(
            ReplayName="again",
            EventSourceArn=ARCHIVE,
            EventStartTime=life.clock.moment,
            EventEndTime=life.clock.moment,
            Destination={"Arn": f"arn:aws:events:{SOURCE}:{ACCOUNT}:event-bus/default"},
        )


def test_a_target_of_another_kind_is_named_once_its_rule_fits(life, here):
    here.rule(f"arn:aws:logs:{SOURCE}:{ACCOUNT}:log-group:/x")
    here.put(source="other")
    life.clock.run(1)
    here.put()
    with pytest.raises(UnsupportedError, match="log-group:/x, of a kind that is not simulated"):
        life.clock.run(1)


def test_a_queue_in_another_region_is_no_target(life, here, there):
    here.rule(there.queue())
    here.put()
    with pytest.raises(UnsupportedError, match="is in another region"):
        life.clock.run(1)
