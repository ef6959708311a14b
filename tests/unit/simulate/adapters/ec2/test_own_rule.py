"""AWS::EC2::SecurityGroupIngress and AWS::EC2::SecurityGroupEgress."""

import pytest

from tapstack.simulate.resources import RefusedError, UnsupportedError

IN, OUT = "AWS::EC2::SecurityGroupIngress", "AWS::EC2::SecurityGroupEgress"
BOTH = pytest.mark.parametrize("kind", [IN, OUT])
HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
WEB = {**HTTPS, "CidrIp": "10.1.0.0/16", "Description": "The peer"}
SIX = {**HTTPS, "CidrIpv6": "2001:db8::/32", "Description": "The peer"}


@pytest.fixture
def group(network):
    return network.group()


@BOTH
@pytest.mark.parametrize("rule", [WEB, SIX])
def test_everything_that_the_template_gives_is_told_back(network, group, kind, rule):
    given = {"GroupId": group[1].physical_id, **rule}
    assert network.making.read(*network.making.create(kind, **given)) == given


@pytest.mark.parametrize(("kind", "end"), [(IN, "Source"), (OUT, "Destination")])
def test_a_rule_about_another_group_is_told_back(network, group, kind, end):
    other = network.group("Other")[1].physical_id
    given = {"GroupId": group[1].physical_id, **HTTPS, f"{end}SecurityGroupId": other, "Description": "The others"}
    assert network.making.read(*network.making.create(kind, **given)) == given


@BOTH
def test_ref_is_the_id_of_the_rule(network, group, kind):
    _, made = network.making.create(kind, GroupId=group[1].physical_id, **WEB)
    client = network.making.bench.client("ec2")
    (rule,) = client.describe_security_group_rules(SecurityGroupRuleIds=[made.physical_id])["SecurityGroupRules"]
    assert made.physical_id.startswith("sgr-")
    assert made.attributes == {"Id": made.physical_id}
    assert rule["IsEgress"] is (kind == OUT)


@BOTH
def test_a_rule_that_is_there_already_is_refused(network, group, kind):
    given = {"GroupId": group[1].physical_id, **WEB}
    network.making.create(kind, **given)
    with pytest.raises(RefusedError, match=r"InvalidPermission\.Duplicate"):
        network.making.create(kind, "Other", **given)


@BOTH
def test_a_group_that_is_not_there_is_refused(making, kind):
    with pytest.raises(RefusedError, match=r"InvalidGroup\.NotFound"):
        making.create(kind, GroupId="sg-0123456789abcdef0", **WEB)


@BOTH
def test_a_group_by_its_name_is_not_supported(making, kind):
    with pytest.raises(UnsupportedError, match="has GroupName"):
        making.create(kind, GroupName="default", **WEB)


@BOTH
@pytest.mark.parametrize("rule", [WEB, SIX])
@pytest.mark.parametrize("text", ["Another", None])
def test_an_update_changes_the_description_and_the_rule_stays_itself(network, group, kind, rule, text):
    given = {"GroupId": group[1].physical_id, **rule}
    wanted, made = network.making.create(kind, **given)
    now = {**given, "Description": text} if text else {name: given[name] for name in given if name != "Description"}
    after, again = network.making.update(wanted, made, **now)
    assert again == made
    assert network.making.read(after, again) == now


@BOTH
@pytest.mark.parametrize("rule", [WEB, SIX])
def test_deleting_a_rule_that_is_gone_is_no_error(network, group, kind, rule):
    own = network.making.create(kind, GroupId=group[1].physical_id, **rule)
    network.making.delete(*own)
    assert network.making.read(*own) == {}
    network.making.delete(*own)


@BOTH
def test_deleting_a_rule_whose_group_is_gone_is_no_error(network, group, kind):
    own = network.making.create(kind, GroupId=group[1].physical_id, **WEB)
    network.making.delete(*group)
    assert network.making.read(*own) == {}
    network.making.delete(*own)


@BOTH
def test_deleting_a_rule_leaves_the_others(network, group, kind):
    others = {name: network.making.read(*group)[name] for name in ("SecurityGroupIngress", "SecurityGroupEgress")}
    network.making.delete(*network.making.create(kind, GroupId=group[1].physical_id, **WEB))
    told = network.making.read(*group)
    assert {name: told[name] for name in others} == others
