"""Keys whose state is changed by their ARNs."""

import pytest
from moto import mock_aws

from tapstack.simulate.cloud import open_cloud
from tapstack.simulate.cloud.clients import client
from tapstack.simulate.cloud.environment import scrubbed

STATES = [
    ("disable_key", {}, "Disabled"),
    ("enable_key", {}, "Enabled"),
    ("schedule_key_deletion", {"PendingWindowInDays": 7}, "PendingDeletion"),
    ("cancel_key_deletion", {}, "Disabled"),
]


@pytest.mark.parametrize("operation", [name for name, _, _ in STATES])
def test_canary_moto_fails_of_an_arn(operation):
    given = {name: more for name, more, _ in STATES}[operation]
    with scrubbed(), mock_aws():
        kms = client("kms", "us-east-1")
        with pytest.raises(KeyError):
            getattr(kms, operation)(KeyId=kms.create_key()["KeyMetadata"]["Arn"], **given)


def test_states_change_by_arn_and_by_id():
    with open_cloud() as cloud:
        kms = cloud.client("kms", "us-east-1")
        key = kms.create_key()["KeyMetadata"]
        for name in (key["Arn"], key["KeyId"]):
            for operation, given, state in STATES:
                getattr(kms, operation)(KeyId=name, **given)
                assert kms.describe_key(KeyId=name)["KeyMetadata"]["KeyState"] == state
