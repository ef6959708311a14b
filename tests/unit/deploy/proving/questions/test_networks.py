import pytest

from tapstack.deploy.checks import PEERING, ROUTES
from tapstack.findings import Status
from tests.unit.deploy.proving.account import DENIED, SOURCE, TARGET, Refusal, verdicts

PCX = "pcx-0a"
NEAR, FAR = "10.10.0.0/16", "10.20.0.0/16"
RESOURCES = {
    "Near": {"Type": "AWS::EC2::VPC", "In": SOURCE, "Properties": {"CidrBlock": NEAR}},
    "NearTable": {"Type": "AWS::EC2::RouteTable", "In": SOURCE, "Properties": {"VpcId": {"Ref": "Near"}}},
    "Far": {"Type": "AWS::EC2::VPC", "In": TARGET, "Properties": {"CidrBlock": FAR}},
    "FarTable": {"Type": "AWS::EC2::RouteTable", "In": TARGET, "Properties": {"VpcId": {"Ref": "Far"}}},
    "OtherTable": {"Type": "AWS::EC2::RouteTable", "In": TARGET, "Properties": {"VpcId": {"Ref": "Far"}}},
    "Peering": {
        "Type": "AWS::EC2::VPCPeeringConnection",
        "In": SOURCE,
        "Properties": {"VpcId": {"Ref": "Near"}, "PeerVpcId": "vpc-fa", "PeerRegion": TARGET},
    },
    "Route": {
        "Type": "AWS::EC2::Route",
        "In": SOURCE,
        "Properties": {
            "RouteTableId": {"Ref": "NearTable"},
            "DestinationCidrBlock": FAR,
            "VpcPeeringConnectionId": {"Ref": "Peering"},
        },
    },
    "Back": {
        "Type": "Custom::Routes",
        "In": SOURCE,
        "Properties": {
            "ServiceToken": "t",
            "RouteTableIds": "rtb-fa,rtb-99",
            "PeeringConnectionId": {"Ref": "Peering"},
        },
    },
}
PHYSICAL = {
    "Near": "vpc-5a",
    "NearTable": "rtb-5a",
    "Far": "vpc-fa",
    "FarTable": "rtb-fa",
    "OtherTable": "rtb-0b",
    "Peering": PCX,
}


def connection(status="active", near="vpc-5a", far="vpc-fa"):
    ends = {
        "RequesterVpcInfo": {"VpcId": near, "Region": SOURCE, "CidrBlock": NEAR},
        "AccepterVpcInfo": {"VpcId": far, "Region": TARGET, "CidrBlock": FAR},
    }
    return {"VpcPeeringConnections": [{"VpcPeeringConnectionId": PCX, "Status": {"Code": status}, **ends}]}


def table(name, to, state="active", through=PCX):
    routes = [{"DestinationCidrBlock": to, "State": state, "VpcPeeringConnectionId": through}] if to else []
    return {"RouteTables": [{"RouteTableId": name, "Routes": routes}]}


PEERED = "ec2:DescribeVpcPeeringConnections"
TABLES = "ec2:DescribeRouteTables"
GOOD = {
    f"{SOURCE}:{PEERED}": connection(),
    f"{TARGET}:{PEERED}": connection(),
    f"{SOURCE}:{TABLES}": table("rtb-5a", FAR),
    f"{TARGET}:{TABLES}": table("rtb-fa", NEAR),
}


def ask(check, changed=None, logical_id="Peering"):
    found = verdicts(RESOURCES, {**GOOD, **(changed or {})}, PHYSICAL)
    return [one.answer for one in found if one.check is check and one.logical_id == logical_id]


def failing(answers):
    return [one.message for one in answers if one.status is Status.FAIL]


def test_a_connection_is_active_in_the_eyes_of_both_regions():
    found = [one.message for one in ask(PEERING) if one.status is Status.PASS]
    assert found[:2] == [f"Seen from {SOURCE} it is active.", f"Seen from {TARGET} it is active."]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({f"{SOURCE}:{PEERED}": connection("deleted")}, f"Seen from {SOURCE} it is deleted"),
        ({f"{TARGET}:{PEERED}": connection("failed")}, f"Seen from {TARGET} it is failed"),
        (
            {f"{TARGET}:{PEERED}": Refusal("InvalidVpcPeeringConnectionID.NotFound")},
            f"Seen from {TARGET}: It is not there",
        ),
        ({f"{SOURCE}:{PEERED}": connection(far="vpc-0f")}, "PeerVpcId is vpc-0f, and should be vpc-fa"),
        ({f"{SOURCE}:{PEERED}": connection(near="vpc-0f")}, "VpcId is vpc-0f, and should be vpc-5a"),
    ],
)
def test_a_connection_that_leads_nowhere_fails(changed, said):
    [message] = failing(ask(PEERING, changed))
    assert said in message


def test_a_connection_that_waits_is_unknown():
    found = ask(PEERING, {f"{SOURCE}:{PEERED}": connection("pending-acceptance")})
    assert found[0].status is Status.UNKNOWN


@pytest.mark.parametrize("region", [SOURCE, TARGET])
def test_a_connection_that_may_not_be_asked_is_unknown(region):
    assert Status.UNKNOWN in [one.status for one in ask(PEERING, {f"{region}:{PEERED}": DENIED})]


def test_routes_lead_to_the_other_network_on_both_sides():
    assert [one.message for one in ask(ROUTES)] == [
        f"The route in rtb-5a in {SOURCE} to {FAR} is active.",
        f"The route in rtb-fa in {TARGET} to {NEAR} is active.",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({f"{TARGET}:{TABLES}": table("rtb-fa", None)}, f"The route table rtb-fa in {TARGET} has no route through it"),
        ({f"{TARGET}:{TABLES}": table("rtb-0b", NEAR)}, f"The route table rtb-fa in {TARGET} has no route through it"),
        ({f"{TARGET}:{TABLES}": table("rtb-fa", NEAR, "blackhole")}, f"to {NEAR} is blackhole"),
        (
            {f"{TARGET}:{TABLES}": table("rtb-fa", "10.99.0.0/16")},
            f"leads to 10.99.0.0/16, and the other network has {NEAR}",
        ),
        ({f"{SOURCE}:{TABLES}": table("rtb-5a", None)}, f"The route table rtb-5a in {SOURCE} has no route through it"),
    ],
)
def test_a_side_without_its_route_fails(changed, said):
    [message] = failing(ask(ROUTES, changed))
    assert said in message


def test_a_table_that_no_resource_names_with_the_connection_needs_no_route():
    assert not [one for one in ask(ROUTES) if "rtb-0b" in one.message or "rtb-99" in one.message]


def test_where_no_table_is_named_one_at_least_has_a_route():
    resources = {name: body for name, body in RESOURCES.items() if name not in ("Back", "Route")}
    answers = {**GOOD, f"{TARGET}:{TABLES}": table("rtb-fa", None)}
    found = [one.answer for one in verdicts(resources, answers, PHYSICAL) if one.check is ROUTES]
    assert failing(found) == [f"No route table of vpc-fa in {TARGET} has a route through it."]


@pytest.mark.parametrize("region", [SOURCE, TARGET])
def test_routes_that_may_not_be_asked_are_unknown(region):
    assert Status.UNKNOWN in [one.status for one in ask(ROUTES, {f"{region}:{TABLES}": DENIED})]


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (table("rtb-5a", FAR), "PASS", "is active"),
        (table("rtb-5a", None), "FAIL", f"has no route to {FAR}"),
        (table("rtb-5a", FAR, "blackhole"), "FAIL", "it is a blackhole"),
        (table("rtb-5a", FAR, through="pcx-99"), "FAIL", f"is pcx-99, and should be {PCX}"),
        (Refusal("InvalidRouteTableID.NotFound"), "FAIL", "It is not there"),
        (DENIED, "UNKNOWN", "may not ask"),
    ],
)
def test_a_route_leads_where_it_was_rendered(answer, status, said):
    [found] = ask(ROUTES, {f"{SOURCE}:{TABLES}": answer}, "Route")
    assert found.status == status and said in found.message
