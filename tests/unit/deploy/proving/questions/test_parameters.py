import pytest

from tapstack.deploy.checks import CONTRACT, PARAMETERS, PEERING, VALUES
from tapstack.findings import Status
from tests.unit.deploy.proving.account import DENIED, SOURCE, TARGET, Refusal, verdicts

PATH = "/platform/contract"
RESOURCES = {
    "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
    "ContractVpc": {
        "Type": "AWS::SSM::Parameter",
        "In": TARGET,
        "Properties": {"Name": f"{PATH}/VpcId", "Type": "String", "Value": {"Ref": "Vpc"}},
    },
    "Note": {
        "Type": "AWS::SSM::Parameter",
        "In": TARGET,
        "Properties": {"Name": "/platform/note", "Type": "String", "Value": "as rendered"},
    },
    "Contract": {
        "Type": "Custom::PeerContract",
        "In": SOURCE,
        "Properties": {"ServiceToken": "t", "PeerRegion": TARGET, "ContractPath": PATH},
    },
    "Peering": {
        "Type": "AWS::EC2::VPCPeeringConnection",
        "In": SOURCE,
        "Properties": {
            "VpcId": {"Ref": "Vpc"},
            "PeerVpcId": {"Fn::GetAtt": ["Contract", "VpcId"]},
            "PeerRegion": TARGET,
        },
    },
}
PHYSICAL = {"Vpc": "vpc-1", "ContractVpc": f"{PATH}/VpcId", "Note": "/platform/note", "Peering": "pcx-1"}
ONE, ALL = f"{TARGET}:ssm:GetParameter", f"{TARGET}:ssm:GetParametersByPath"


def value(text):
    return {"Parameter": {"Name": "n", "Value": text}}


def published(**values):
    return {"Parameters": [{"Name": f"{PATH}/{name}", "Value": text} for name, text in values.items()]}


def peering(vpc):
    ends = {
        "RequesterVpcInfo": {"VpcId": "vpc-1", "Region": SOURCE},
        "AccepterVpcInfo": {"VpcId": vpc, "Region": TARGET},
    }
    return {"VpcPeeringConnections": [{"Status": {"Code": "active"}, **ends}]}


GOOD = {ONE: value("vpc-1"), ALL: published(VpcId="vpc-1"), "ec2:DescribeVpcPeeringConnections": peering("vpc-1")}


def ask(check, logical_id, changed=None):
    found = verdicts(RESOURCES, {**GOOD, **(changed or {})}, PHYSICAL)
    return [one.answer for one in found if one.check is check and one.logical_id == logical_id]


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (value("vpc-1"), "PASS", "It holds vpc-1, read by Contract in us-east-1"),
        (value("vpc-9"), "FAIL", "It holds vpc-9, and should hold vpc-1"),
        (Refusal("ParameterNotFound"), "FAIL", "It is not there"),
        (DENIED, "UNKNOWN", "may not ask"),
    ],
)
def test_what_another_region_reads_is_what_the_stack_made(answer, status, said):
    [found] = ask(PARAMETERS, "ContractVpc", {ONE: answer})
    assert found.status == status and said in found.message


def test_a_parameter_that_nobody_reads_need_only_be_there_and_its_value_is_a_warning():
    answer = {ONE: value("written by a program")}
    assert [one.status for one in ask(PARAMETERS, "Note", answer)] == [Status.PASS]
    assert [one.status for one in ask(VALUES, "Note", answer)] == [Status.FAIL]
    assert [one.status for one in ask(VALUES, "Note", {ONE: value("as rendered")})] == [Status.PASS]
    assert [one.status for one in ask(VALUES, "Note", {ONE: DENIED})] == [Status.UNKNOWN]
    assert VALUES.severity == "warning"


def test_a_value_of_the_contract_is_judged_once():
    assert [one.status for one in ask(VALUES, "ContractVpc")] == [Status.SKIP]


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        (published(VpcId="vpc-1"), "PASS", f"{PATH} in {TARGET} publishes VpcId"),
        (published(Other="x"), "FAIL", f"{PATH} in {TARGET} lacks VpcId"),
        (published(), "FAIL", "lacks VpcId"),
        (DENIED, "UNKNOWN", "may not ask"),
        (Refusal("InternalServerError"), "ERROR", "InternalServerError"),
    ],
)
def test_what_a_stack_was_made_with_is_still_published(answer, status, said):
    [found] = ask(CONTRACT, "Contract", {ALL: answer})
    assert found.status == status and said in found.message


def test_a_custom_resource_that_reads_nothing_is_not_asked():
    found = verdicts({"It": {"Type": "Custom::It", "Properties": {"ServiceToken": "t"}}}, {})
    assert [(one.check, str(one.answer.status)) for one in found] == [(CONTRACT, "SKIP")] * 2


def test_what_was_made_with_a_contract_that_says_something_else_now_fails():
    found = ask(PEERING, "Peering", {ALL: published(VpcId="vpc-9")})
    assert [one.message for one in found if one.status is Status.FAIL] == [
        "Its PeerVpcId is vpc-1, and should be vpc-9."
    ]


def test_what_was_made_with_a_contract_that_cannot_be_read_is_unknown():
    assert Status.UNKNOWN in [one.status for one in ask(PEERING, "Peering", {ALL: DENIED})]


def test_a_value_that_only_aws_knows_is_unknown():
    given = {"Name": "/platform/note", "Type": "String", "Value": {"Fn::ImportValue": "elsewhere"}}
    found = verdicts({"Note": {"Type": "AWS::SSM::Parameter", "Properties": given}}, {"ssm:GetParameter": value("x")})
    assert [str(one.answer.status) for one in found if one.check is VALUES] == ["UNKNOWN", "UNKNOWN"]
