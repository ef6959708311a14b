"""Drills, for people and for programs."""

import json

from tapstack.simulate.drills.run import Trial
from tapstack.simulate.telling.drills import causes, document, human
from tests.unit.simulate.drills.results import NEVER, result, trial

LOST = {"T1": "in the stream", "T2": "in the stream", "T3": "not replicated"}


def test_a_drill_that_passes_is_told_with_its_figures_and_its_counts():
    text = human([result(trial(counts={"produced": 9, "taken": 8}))], frozenset(), timeline=False)
    lines = [line.split() for line in text.splitlines()]
    assert lines[0][:2] == ["PASS", "loss"]
    assert lines[1] == ["failover", "RTO", "200", "expected", "100", "to", "300"]
    assert "9 produced, 8 taken" in text
    assert text.endswith("1 drills, 1 trials: 1 passed, 0 failed.\n")


def test_one_that_fails_says_why():
    text = human([result(trial(NEVER)), result()], frozenset(), timeline=False)
    assert text.startswith("FAIL  loss")
    assert "FAIL failover RTO is never, expected 100 to 300\n" in text
    assert text.endswith("2 drills, 2 trials: 1 passed, 1 failed.\n")


def test_a_crash_is_told():
    text = human([result(Trial({}, "KeyError: 'x'"))], frozenset(), timeline=False)
    assert "FAIL KeyError: 'x'" in text


def test_secrets_are_not_told():
    text = human([result(trial(faults=["the key is s3cr3t-value"]))], frozenset({"s3cr3t-value"}), timeline=False)
    assert "the key is" in text and "s3cr3t-value" not in text


def test_the_timeline_is_told_where_it_is_asked_for():
    shown = [result(trial(moments=[(61.25, "us-east-1", "drill", "us-east-1 is lost")]))]
    assert "61.2  us-east-1      drill: us-east-1 is lost" in human(shown, frozenset(), timeline=True)
    assert "us-east-1" not in human(shown, frozenset(), timeline=False)


def test_causes_are_those_of_the_trial_that_lost_most():
    lost = {f"T{number}": "in the stream" for number in range(5)}
    assert causes(result(trial(lost=LOST), trial(lost=lost))) == {"in the stream": 5, "not replicated": 1}


def test_the_document_has_everything_and_is_json():
    shown = result(trial(NEVER, faults=["it went wrong"], moments=[(1.5, "eu-central-1", "dns", "turned")]))
    told = json.loads(json.dumps(document([shown], 7), allow_nan=False))
    (drill,) = told["drills"]
    assert (told["version"], told["seed"], drill["name"], drill["verdict"]) == (1, 7, "loss", "FAIL")
    assert drill["figures"]["failover RTO"] == {"value": None, "expected": [100, 300]}
    assert "it went wrong" in drill["faults"] and drill["objectives"] == {"failover RTO": "failover RTO"}
    (one,) = drill["trials"]
    assert one["figures"] == {"failover RTO": None, "lost": 0}
    assert one["moments"] == [{"seconds": 1.5, "region": "eu-central-1", "lane": "dns", "text": "turned"}]


def test_a_drill_that_passes_says_so_in_the_document():
    assert [one["verdict"] for one in document([result()], 0)["drills"]] == ["PASS"]


def test_what_was_expected_and_never_measured_is_told_as_never():
    told = document([result(Trial({}, "it crashed"))], 0)["drills"][0]
    assert told["figures"]["lost"] == {"value": None, "expected": [0, 0]}
