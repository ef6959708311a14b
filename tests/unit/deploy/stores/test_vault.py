"""Vaults: recovery points first, locks are respected. moto has no recovery points: a made-up service answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tapstack.deploy.stores import Access, Wishes, vault

END = datetime(2031, 1, 1, tzinfo=UTC)
PASSED, COMING = datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(days=3)


class Vault:
    """A vault in the shapes of botocore's backup model."""

    def __init__(self, points=2, **about):
        self.points = [f"arn:point-{number}" for number in range(points)]
        self.about, self.calls, self.denies, self.there = about, [], True, True

    def describe_backup_vault(self, **named):
        if not self.there:
            raise refusal("AccessDeniedException", "Insufficient privileges to perform this action.")
        arn = f"arn:aws:backup:eu-central-1:123456789012:backup-vault:{named['BackupVaultName']}"
        return {"BackupVaultArn": arn, "NumberOfRecoveryPoints": len(self.points), **self.about}

    def get_paginator(self, operation):
        self.operation = operation
        return self

    def paginate(self, **_):
        if self.operation == "list_backup_vaults":
            yield {"BackupVaultList": [{"BackupVaultName": "v"}] if self.there else []}
            return
        lifecycle = {"CalculatedLifecycle": {"DeleteAt": END}}
        yield {"RecoveryPoints": [{"RecoveryPointArn": one, **lifecycle} for one in self.points]}

    def delete_backup_vault_access_policy(self, **_):
        self.calls.append("policy")
        self.denies = False

    def delete_backup_vault_lock_configuration(self, **_):
        self.calls.append("lock")

    def delete_recovery_point(self, **named):
        if self.denies:
            raise refusal("AccessDeniedException", "with an explicit deny")
        self.calls.append("point")
        self.points.remove(named["RecoveryPointArn"])

    def delete_backup_vault(self, **_):
        self.calls.append("vault")
        self.there = False


def refusal(code, message):
    return ClientError({"Error": {"Code": code, "Message": message}}, "It")


def of(client: Any) -> Access:
    return Access(lambda *_: client, "eu-central-1", "123456789012", pause=lambda _: None, patience=2)


def test_its_policy_against_deletions_goes_first_then_points_then_the_vault():
    client = Vault(points=2)
    assert vault.remove(of(client), "v", Wishes()).status == "deleted"
    assert client.calls == ["policy", "point", "point", "vault"]


def test_an_empty_vault_needs_no_more_than_its_deletion():
    client = Vault(points=0)
    assert vault.remove(of(client), "v", Wishes()).status == "deleted"
    assert client.calls == ["vault"]


def test_a_vault_that_is_locked_for_good_stays_and_tells_until_when():
    client = Vault(Locked=True, LockDate=PASSED)
    told = vault.remove(of(client), "v", Wishes(bypass_governance=True))
    assert (told.status, told.until) == ("left", END)
    assert "locked for good since 2020-01-01" in told.why and "2 recovery points" in told.why
    assert client.calls == []


@pytest.mark.parametrize("lock", [{}, {"LockDate": COMING}])
def test_a_lock_that_can_be_lifted_is_lifted_only_where_the_user_allows_it(lock):
    client = Vault(Locked=True, **lock)
    told = vault.remove(of(client), "v", Wishes())
    assert told.status == "left" and "--bypass-governance" in told.why and client.calls == []
    assert vault.remove(of(client), "v", Wishes(bypass_governance=True)).status == "deleted"
    assert client.calls[0] == "lock"


def test_recovery_points_that_are_refused_leave_the_vault():
    client = Vault(points=1)
    vars(client)["delete_backup_vault_access_policy"] = lambda **_: None
    told = vault.remove(of(client), "v", Wishes())
    assert told.status == "left" and "explicit deny" in told.why and client.calls == []


def test_recovery_points_that_are_slow_to_go_are_under_way():
    client = Vault(points=1)
    vars(client)["delete_recovery_point"] = lambda **_: None
    assert vault.remove(of(client), "v", Wishes()).status == "under way"


def test_access_denied_means_gone_only_where_the_list_of_vaults_says_so():
    client = Vault()
    client.there = False
    assert vault.look(of(client), "v") is None
    client = Vault()
    vars(client)["describe_backup_vault"] = lambda **_: (_ for _ in ()).throw(refusal("AccessDeniedException", "no"))
    with pytest.raises(ClientError):
        vault.look(of(client), "v")


def test_a_vault_is_seen_with_its_points_and_its_lock():
    seen = vault.look(of(Vault(points=3, Locked=True, LockDate=COMING, EncryptionKeyArn="arn:k")), "v")
    assert (seen.contents, seen.key) == ("3 recovery points", "arn:k")
    assert "can be lifted until" in seen.notes[0]
