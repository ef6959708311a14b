"""The template of an import holds what is imported and no more, and one serves all regions."""

from __future__ import annotations

import copy
import json

import pytest

from tapstack.checks.subject import Subject
from tapstack.deploy.adopt.derive import derive
from tapstack.deploy.retained import retained
from tests.unit.deploy.left_behind import ACCOUNT, HERE, THERE, body, subject

BOTH, ONLY_THERE = frozenset({HERE, THERE}), frozenset({THERE})
PRESENT = dict.fromkeys(("Key", "Alias", "Topic", "Bucket", "Queue"), BOTH) | {"Vault": ONLY_THERE}
ALL = {"Key": BOTH, "Bucket": BOTH, "Queue": BOTH, "Vault": ONLY_THERE}


def test_only_what_is_imported_is_there_and_outputs_are_not():
    made = derive(body(), ALL, PRESENT)
    assert sorted(made.body["Resources"]) == ["Bucket", "Key", "Queue", "Vault"]
    assert "Outputs" not in made.body
    assert made.body["Parameters"] == body()["Parameters"] and made.body["Conditions"] == body()["Conditions"]
    assert made.body["Resources"]["Vault"]["Condition"] == "IsThere"
    assert made.imported == ALL and made.refused == {}


def test_the_given_template_is_not_changed():
    given = body()
    before = copy.deepcopy(given)
    derive(given, {"Bucket": ONLY_THERE}, PRESENT)
    assert given == before


def test_what_refers_to_what_is_not_imported_is_left_out_until_the_next_deployment():
    made = derive(body(), ALL, PRESENT)
    bucket = made.body["Resources"]["Bucket"]
    assert sorted(bucket["Properties"]) == ["BucketEncryption", "BucketName"]
    assert "DependsOn" not in bucket
    assert made.left_out == {"Bucket": ("NotificationConfiguration",)}


def test_dependencies_among_what_is_imported_stay():
    given = body()
    given["Resources"]["Queue"] = {**given["Resources"]["Queue"], "DependsOn": ["Bucket", "Topic"]}
    assert derive(given, ALL, PRESENT).body["Resources"]["Queue"]["DependsOn"] == ["Bucket"]


def test_what_is_imported_in_one_region_only_has_a_condition_that_says_where():
    made = derive(body(), {**ALL, "Queue": ONLY_THERE}, PRESENT)
    assert made.body["Resources"]["Queue"]["Condition"] == "ImportsQueue"
    assert made.body["Conditions"]["ImportsQueue"] == {"Fn::Equals": [{"Ref": "AWS::Region"}, THERE]}


def test_a_reference_to_what_is_imported_elsewhere_only_holds_there():
    made = derive(body(), {"Key": ONLY_THERE, "Bucket": BOTH}, PRESENT)
    encryption = made.body["Resources"]["Bucket"]["Properties"]["BucketEncryption"]
    assert encryption["Fn::If"][0] == "ImportsKey" and encryption["Fn::If"][2] == {"Ref": "AWS::NoValue"}
    assert made.left_out["Bucket"] == (f"BucketEncryption in {HERE}", "NotificationConfiguration")


def test_what_cannot_do_without_something_that_is_not_imported_is_not_imported_either():
    made = derive(body(), {"Bucket": BOTH, "Vault": ONLY_THERE}, PRESENT)
    assert made.imported == {"Bucket": BOTH}
    why = made.refused[THERE, "Vault"]
    assert why == "its EncryptionKeyArn refers to Key, which is not imported, and cannot be changed later"
    assert sorted(made.body["Resources"]) == ["Bucket"]


def test_a_refusal_reaches_what_needs_the_refused():
    given = body()
    vault = {"BackupVaultName": {"Fn::Sub": "${Vault}-2"}, "EncryptionKeyArn": "arn"}
    given["Resources"]["Second"] = {"Type": "AWS::Backup::BackupVault", "DeletionPolicy": "Retain", "Properties": vault}
    made = derive(given, {"Vault": ONLY_THERE, "Second": ONLY_THERE}, {**PRESENT, "Second": ONLY_THERE})
    assert sorted(made.refused) == [(THERE, "Second"), (THERE, "Vault")]


def test_what_a_function_of_the_template_makes_is_refused():
    made = derive(body(), {"Bucket1": BOTH}, {**PRESENT, "Bucket1": BOTH})
    assert made.imported == {} and "Fn::ForEach" in made.refused[HERE, "Bucket1"]


def test_metadata_with_such_references_goes():
    given = body()
    given["Resources"]["Queue"] = {**given["Resources"]["Queue"], "Metadata": {"Topic": {"Ref": "Topic"}}}
    assert "Metadata" not in derive(given, ALL, PRESENT).body["Resources"]["Queue"]


def rendered(text):
    made = subject(text["Resources"], **{name: value for name, value in text.items() if name != "Resources"})
    return made.stacks


@pytest.mark.parametrize("queue", [BOTH, ONLY_THERE])
def test_each_region_renders_exactly_what_is_imported_there_without_a_problem(queue):
    made = derive(body(), {**ALL, "Queue": queue}, PRESENT)
    for region, stack in rendered(made.body).items():
        assert set(stack.bodies) == {name for name, regions in made.imported.items() if region in regions}
        assert stack.problems == ()
        assert all(one.get("DeletionPolicy") for one in stack.bodies.values())


def test_properties_that_stay_are_rendered_as_by_the_whole_template():
    whole, part = subject().stacks, rendered(derive(body(), ALL, PRESENT).body)
    for region, stack in part.items():
        for name, resource in stack.resources.items():
            for member, value in resource.properties.items():
                assert value == whole[region].resources[name].properties[member]


def test_the_import_of_the_flagship_fits_into_a_request_and_keeps_all_but_two_properties():
    made = Subject("lib/TapStack.json", (HERE, THERE), {"EnvironmentSuffix": "x"}, complete=True, account_id=ACCOUNT)
    present: dict[str, frozenset[str]] = {}
    wanted: dict[str, frozenset[str]] = {}
    for region, stack in made.stacks.items():
        for name in stack.bodies:
            present[name] = present.get(name, frozenset()) | {region}
        for one in retained(stack):
            wanted[one.logical_id] = wanted.get(one.logical_id, frozenset()) | {region}
    derived = derive(made.template.body, wanted, present)
    assert derived.imported == wanted and derived.refused == {}
    assert derived.left_out == {"TradingDataBucket": ("ReplicationConfiguration", "NotificationConfiguration")}
    assert len(json.dumps(derived.body, separators=(",", ":"))) < 51_200
