"""Our template's buses, rules, archives, vaults, plans and restore tests: made, told back, deleted."""

import pytest

from tapstack.simulate.adapters.catalogue import adapter
from tapstack.simulate.deployment.readback import differences
from tapstack.simulate.resources import RefusedError
from tapstack.template.unresolved import Unresolved
from tests.unit.simulate.adapters.flagship import REGIONS, stacks_of

GIVEN = {"EnvironmentSuffix": "verify", "BackupDataBucket": "true", "VaultLock": "COMPLIANCE"}
TYPES = (
    "AWS::Events::EventBus",
    "AWS::Events::EventBusPolicy",
    "AWS::Events::Archive",
    "AWS::Events::Rule",
    "AWS::Backup::BackupVault",
    "AWS::Backup::BackupPlan",
    "AWS::Backup::BackupSelection",
    "AWS::Backup::RestoreTestingPlan",
    "AWS::Backup::RestoreTestingSelection",
)


def filled(value, known):
    """With what the resources before gave, and something in place of what only other types make."""
    if isinstance(value, Unresolved):
        return known.get(value.of, f"arn:aws:none:::{value.of}")
    if isinstance(value, dict):
        return {name: filled(member, known) for name, member in value.items()}
    return [filled(member, known) for member in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def stacks():
    return stacks_of(GIVEN)


def made(where, stack):
    """Every resource of the types, in an order in which each finds what it needs."""
    known: dict[str, str] = {}
    for kind in TYPES:
        for name, resource in stack.resources.items():
            if resource.type == kind:
                wanted, one = where.create(kind, name, **filled(resource.properties, known))
                known |= {name: one.physical_id, **{f"{name}.{key}": value for key, value in one.attributes.items()}}
                yield wanted, one


@pytest.fixture(params=REGIONS)
def there(request, making, elsewhere, stacks):
    where = {one.owner.region: one for one in (making, elsewhere)}[request.param]
    return where, list(made(where, stacks[request.param]))


def test_every_type_is_there(stacks):
    assert {one.type for stack in stacks.values() for one in stack.resources.values()} >= set(TYPES)


def test_everything_is_told_back_but_what_is_said_to_be_lost(there):
    where, resources = there
    lost = [
        (wanted.logical_id, difference.path)
        for wanted, made in resources
        for difference in differences(wanted.properties, where.read(wanted, made))
        if difference.path.partition("/")[0] not in adapter(wanted.type).recorded
    ]
    assert lost == [("BackupVault", "LockConfiguration/ChangeableForDays")]
    assert set(adapter("AWS::Backup::BackupVault").partly) == {path for _, path in lost}


def test_an_update_that_changes_nothing_leaves_all_as_it_is(there):
    where, resources = there
    for wanted, made in resources:
        before = where.read(wanted, made)
        after, made_again = where.update(wanted, made, **wanted.properties)
        assert (where.read(after, made_again), made_again) == (before, made)


def test_all_is_deleted_in_reverse_and_nothing_stays(there):
    where, resources = there
    for wanted, made in reversed(resources):
        where.delete(wanted, made)
    events, backup = where.bench.client("events"), where.bench.client("backup")
    assert [one["Name"] for one in events.list_event_buses()["EventBuses"]] == ["default"]
    assert (events.list_rules()["Rules"], events.list_archives()["Archives"]) == ([], [])
    assert (backup.list_backup_plans()["BackupPlansList"], backup.list_backup_vaults()["BackupVaultList"]) == ([], [])
    assert [key for key in where.cloud.records.held() if key[1] in TYPES] == []


OWNING = ("AWS::Events::EventBus", "AWS::Backup::BackupPlan", "AWS::Backup::RestoreTestingPlan")


def test_what_has_something_of_its_own_is_not_deleted_before_it(there):
    where, resources = there
    owning = [(wanted, made) for wanted, made in resources if wanted.type in OWNING]
    assert len(owning) == 2
    for wanted, made in owning:
        with pytest.raises(RefusedError):
            where.delete(wanted, made)
