"""Our template's networks, peering, zone and checks in both regions: made, told back, kept by their users, deleted."""

import pytest

from tapstack.simulate.adapters.catalogue import adapters
from tapstack.simulate.deployment.readback import differences
from tapstack.simulate.resources import RefusedError
from tapstack.template.unresolved import Unresolved
from tests.unit.simulate.adapters.flagship import REGIONS, stacks_of

TARGET, SOURCE = REGIONS
GIVEN = {
    "EnvironmentSuffix": "verify",
    "NotificationEmail": "team@example.com",
    "NatGatewayEnabled": "true",
    "InterfaceEndpoints": "true",
}
SERVICES = ("AWS::EC2::", "AWS::Route53::")
FOLLOWED = {"HealthCheckConfig/AlarmIdentifier", "HealthCheckConfig/InsufficientDataHealthStatus"}


def filled(value, made):
    """With what was made in place of what refers to it."""
    if isinstance(value, Unresolved):
        name, _, attribute = value.of.partition(".")
        return made[name].attributes[attribute] if attribute else made[name].physical_id
    if isinstance(value, dict):
        return {name: filled(member, made) for name, member in value.items()}
    return [filled(member, made) for member in value] if isinstance(value, list) else value


def deployed(where, stack, made):
    """Every resource of the services, in the template's order, in which each finds what it needs."""
    pairs = {}
    for name, resource in stack.resources.items():
        if resource.type.startswith(SERVICES):
            pairs[name] = where.create(resource.type, name, **filled(resource.properties, made))
            made[name] = pairs[name][1]
    return pairs


@pytest.fixture(scope="module")
def stacks():
    return stacks_of(GIVEN)


@pytest.fixture
def there(making, elsewhere, stacks):
    """The resources of both regions by logical id; what the peer's contract tells is the target's network."""
    target = deployed(elsewhere, stacks[TARGET], {})
    source = deployed(making, stacks[SOURCE], {"PeerContract": target["TradingVPC"][1]})
    return [(elsewhere, target), (making, source)]


def test_every_type_is_in_the_template_but_two_that_others_stand_for(there):
    used = {wanted.type for _, pairs in there for wanted, _ in pairs.values()}
    known = {kind for kind in adapters() if kind.startswith(SERVICES)}
    assert known - used == {"AWS::EC2::SecurityGroupEgress", "AWS::Route53::RecordSet"}


def test_everything_is_told_back_but_the_alarm_that_a_check_follows(there):
    lost = {
        (name, difference.path)
        for where, pairs in there
        for name, (wanted, made) in pairs.items()
        for difference in differences(wanted.properties, where.read(wanted, made))
    }
    checks = ("SourceHealthCheck", "TargetHealthCheck")
    assert lost == {("FailoverRecords", "Comment"), *((check, path) for check in checks for path in FOLLOWED)}


def test_an_update_that_changes_nothing_leaves_all_as_it_is(there):
    for where, pairs in there:
        for wanted, made in pairs.values():
            before = where.read(wanted, made)
            after, made_again = where.update(wanted, made, **wanted.properties)
            assert (where.read(after, made_again), made_again) == (before, made)


NEEDED = (
    *("TradingVPC", "PrivateSubnet1", "PrivateSubnet2", "PrivateSubnet3", "PublicSubnet1", "PrivateRouteTable"),
    *("PublicRouteTable", "InternetGateway", "AttachGateway", "NatAddress", "EndpointSecurityGroup"),
)


def test_what_others_need_is_not_deleted_before_them(there):
    for where, pairs in there:
        for name in NEEDED:
            with pytest.raises(RefusedError):
                where.delete(*pairs[name])
    where, pairs = there[1]
    with pytest.raises(RefusedError, match="HostedZoneNotEmpty"):
        where.delete(*pairs["PrivateZone"])


def test_all_is_deleted_in_reverse_and_nothing_is_left(there):
    for where, pairs in reversed(there):
        for wanted, made in reversed(pairs.values()):
            where.delete(wanted, made)
            assert where.read(wanted, made) == {}
    for where, _ in there:
        client = where.bench.client("ec2")
        assert [one["VpcId"] for one in client.describe_vpcs()["Vpcs"] if not one["IsDefault"]] == []
        assert client.describe_network_interfaces()["NetworkInterfaces"] == []
