"""Lifecycle rules: through S3's form, and as moto tells them."""

import pytest

from tapstack.simulate.adapters.s3 import lifecycle

KIND = "AWS::S3::Bucket"
RULES = [
    {"ExpirationInDays": 400},
    {"ExpirationDate": "2027-01-01T00:00:00Z"},
    {"ExpiredObjectDeleteMarker": True},
    {"NoncurrentVersionExpiration": {"NoncurrentDays": 30}},
    {"AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7}},
    {
        "Transitions": [
            {"StorageClass": "STANDARD_IA", "TransitionInDays": 90},
            {"StorageClass": "GLACIER", "TransitionDate": "2027-01-01T00:00:00Z"},
        ]
    },
    {
        "NoncurrentVersionTransitions": [
            {"StorageClass": "GLACIER", "TransitionInDays": 9, "NewerNoncurrentVersions": 2}
        ]
    },
    {"ExpirationInDays": 1, "Prefix": "a/"},
    {"ExpirationInDays": 1, "TagFilters": [{"Key": "K", "Value": "V"}]},
    {"ExpirationInDays": 1, "Prefix": "a/", "TagFilters": [{"Key": "K", "Value": "V"}, {"Key": "L", "Value": "W"}]},
]


@pytest.mark.parametrize("given", RULES, ids="-".join)
def test_a_rule_is_told_back_as_it_was_given(making, given):
    rule = {"Id": "R", "Status": "Enabled", **given}
    wanted, made = making.create(KIND, LifecycleConfiguration={"Rules": [rule]})
    (told,) = making.read(wanted, made)["LifecycleConfiguration"]["Rules"]
    assert {name: told[name] for name in rule} == rule


def test_a_rule_that_is_off_is_told_to_be_off(making):
    rule = {"Id": "R", "Status": "Disabled", "ExpirationInDays": 1}
    wanted, made = making.create(KIND, LifecycleConfiguration={"Rules": [rule]})
    assert making.read(wanted, made)["LifecycleConfiguration"]["Rules"][0]["Status"] == "Disabled"


def api(**rule):
    (found,) = lifecycle.to_api({"Rules": [{"Status": "Enabled", **rule}]})["Rules"]
    return found


@pytest.mark.parametrize(
    ("older", "found"),
    [
        (
            {"Transition": {"StorageClass": "Glacier", "TransitionInDays": 1}},
            {"Transitions": [{"StorageClass": "GLACIER", "Days": 1}]},
        ),
        (
            {"NoncurrentVersionTransition": {"StorageClass": "GLACIER_IR", "TransitionInDays": 1}},
            {"NoncurrentVersionTransitions": [{"StorageClass": "GLACIER_IR", "NoncurrentDays": 1}]},
        ),
        ({"NoncurrentVersionExpirationInDays": 3}, {"NoncurrentVersionExpiration": {"NoncurrentDays": 3}}),
    ],
)
def test_the_older_form_of_a_property_goes_to_s3_too(older, found):
    assert api(**older).items() >= found.items()


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, {"Prefix": ""}),
        ({"Prefix": "a"}, {"Prefix": "a"}),
        ({"ObjectSizeGreaterThan": "1024"}, {"ObjectSizeGreaterThan": 1024}),
        (
            {"Prefix": "a", "ObjectSizeLessThan": "9"},
            {"And": {"Prefix": "a", "ObjectSizeLessThan": 9}},
        ),
        ({"TagFilters": [{"Key": "K", "Value": "V"}]}, {"Tag": {"Key": "K", "Value": "V"}}),
        (
            {"Prefix": "a", "TagFilters": [{"Key": "K", "Value": "V"}]},
            {"And": {"Prefix": "a", "Tags": [{"Key": "K", "Value": "V"}]}},
        ),
    ],
)
def test_one_condition_stands_alone_and_several_stand_together(conditions, found):
    assert api(**conditions)["Filter"] == found


def test_an_update_replaces_the_rules(making):
    one, other = ({"Id": name, "Status": "Enabled", "ExpirationInDays": 1} for name in ("One", "Other"))
    wanted, made = making.create(KIND, LifecycleConfiguration={"Rules": [one]})
    after, made = making.update(wanted, made, LifecycleConfiguration={"Rules": [other]})
    assert [rule["Id"] for rule in making.read(after, made)["LifecycleConfiguration"]["Rules"]] == ["Other"]
