"""AWS::EC2::SecurityGroup."""

import pytest

from tapstack.simulate.resources import RefusedError, UnsupportedError

KIND = "AWS::EC2::SecurityGroup"
TAGS = [{"Key": "Name", "Value": "trading"}]
HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
WEB = {**HTTPS, "CidrIp": "10.0.0.0/16", "Description": "The network"}
SIX = {**HTTPS, "CidrIpv6": "2001:db8::/32"}
ALL = {"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}
PING = {"IpProtocol": "icmp", "FromPort": 8, "ToPort": -1, "CidrIp": "10.0.0.0/16"}


def lists(network, *group):
    told = network.making.read(*group)
    return told["SecurityGroupIngress"], told["SecurityGroupEgress"]


def about(network, *group):
    """The group, and its rules out, changed to these."""
    wanted, made, *rules = group
    return network.making.update(wanted, made, **{**wanted.properties, "SecurityGroupEgress": rules})


def test_everything_that_the_template_gives_is_told_back(network):
    given = {"GroupName": "web", "SecurityGroupIngress": [WEB, SIX, PING], "SecurityGroupEgress": [WEB], "Tags": TAGS}
    wanted, made = network.group(**given)
    told = network.making.read(wanted, made)
    assert {**told, "SecurityGroupIngress": None} == {**wanted.properties, "SecurityGroupIngress": None}
    assert sorted(map(str, told["SecurityGroupIngress"])) == sorted(map(str, given["SecurityGroupIngress"]))


@pytest.mark.parametrize(("way", "end"), [("SecurityGroupIngress", "Source"), ("SecurityGroupEgress", "Destination")])
def test_a_rule_about_another_group_is_told_back(network, way, end):
    other = network.group("Other")[1].physical_id
    rule = {**HTTPS, f"{end}SecurityGroupId": other, "Description": "The others"}
    assert network.making.read(*network.group(**{way: [rule]}))[way] == [rule]


@pytest.mark.parametrize(("way", "end"), [("SecurityGroupIngress", "Source"), ("SecurityGroupEgress", "Destination")])
def test_a_rule_about_a_prefix_list_is_told_back(network, way, end):
    lists = network.making.bench.client("ec2").describe_managed_prefix_lists()["PrefixLists"]
    rule = {**HTTPS, f"{end}PrefixListId": lists[0]["PrefixListId"]}
    assert network.making.read(*network.group(**{way: [rule]}))[way] == [rule]


def test_ref_is_the_id(network):
    _, made = network.group(GroupName="web")
    assert made.physical_id == made.attributes["GroupId"] == made.attributes["Id"]
    assert made.attributes["GroupName"] == "web"
    assert made.attributes["VpcId"] == network.id


def test_a_group_without_a_name_gets_one_of_the_stack_and_the_resource(network):
    assert network.group("Web")[1].attributes["GroupName"].startswith("StackSet-TapStack-1-Web-")


def test_a_group_without_a_network_is_in_the_default_one(making):
    _, made = making.create(KIND, GroupDescription="Of the default network")
    (default,) = making.bench.client("ec2").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    assert made.attributes["VpcId"] == default["VpcId"]


def test_a_group_lets_everything_out_unless_it_is_said(network):
    assert lists(network, *network.group()) == ([], [ALL])


def test_a_group_that_says_what_it_lets_out_lets_out_nothing_else(network):
    assert lists(network, *network.group(SecurityGroupEgress=[WEB])) == ([], [WEB])


def test_a_group_may_say_that_it_lets_everything_out(network):
    assert lists(network, *network.group(SecurityGroupEgress=[ALL])) == ([], [ALL])


@pytest.mark.parametrize(("number", "name"), [("6", "tcp"), (17, "udp")])
def test_a_protocol_by_its_number_is_told_by_its_name(network, number, name):
    group = network.group(SecurityGroupIngress=[{**WEB, "IpProtocol": number}])
    assert lists(network, *group)[0] == [{**WEB, "IpProtocol": name}]


def test_a_protocol_without_ports_has_every_port(network):
    group = network.group(SecurityGroupIngress=[{"IpProtocol": "50", "CidrIp": "10.0.0.0/16"}])
    (rule,) = lists(network, *group)[0]
    assert (rule["IpProtocol"], rule["FromPort"], rule["ToPort"]) == ("50", -1, -1)


def test_a_rule_of_tcp_without_ports_is_refused_and_the_group_is_told(network):
    with pytest.raises(RefusedError, match=r"InvalidParameterValue: Invalid value for portRange\.") as refused:
        network.group(SecurityGroupIngress=[{"IpProtocol": "tcp", "CidrIp": "10.0.0.0/16"}])
    assert refused.value.made.physical_id.startswith("sg-")


def test_a_rule_about_nothing_is_refused(network):
    with pytest.raises(RefusedError, match="MissingParameter: The request must contain exactly one of"):
        network.group(SecurityGroupIngress=[HTTPS])


def test_a_rule_about_a_group_that_is_not_there_is_refused(network):
    with pytest.raises(RefusedError, match=r"InvalidGroup\.NotFound"):
        network.group(SecurityGroupIngress=[{**HTTPS, "SourceSecurityGroupId": "sg-0123456789abcdef0"}])


def test_a_member_of_a_rule_that_moto_does_not_hold_is_not_supported(network):
    with pytest.raises(UnsupportedError, match="SecurityGroupIngress/SourceSecurityGroupName"):
        network.group(SecurityGroupIngress=[{**HTTPS, "SourceSecurityGroupName": "default"}])


def test_a_name_that_is_taken_in_the_network_is_refused(network, network_of):
    network.group(GroupName="web")
    with pytest.raises(RefusedError, match=r"InvalidGroup\.Duplicate"):
        network.group("Other", GroupName="web")
    network_of(network.making, "10.2.0.0/16").group("Other", GroupName="web")


def test_an_update_sets_what_is_new_and_resets_what_is_gone(network):
    wanted, made = network.group(SecurityGroupIngress=[WEB, PING], SecurityGroupEgress=[WEB], Tags=TAGS)
    kept = {name: wanted.properties[name] for name in ("GroupDescription", "VpcId")}
    after, made = network.making.update(wanted, made, **kept, SecurityGroupIngress=[PING, SIX])
    ingress, egress = lists(network, after, made)
    assert sorted(map(str, ingress)) == sorted(map(str, [PING, SIX]))
    assert egress == [ALL]
    assert network.making.read(after, made)["Tags"] == []
    assert made.attributes["SecurityGroupIngress"] == [PING, SIX]


@pytest.mark.parametrize("rule", [SIX, {**WEB, "Description": "Another"}])
def test_an_update_takes_one_rule_out_for_another(network, rule):
    wanted, made = network.group(SecurityGroupEgress=[rule])
    assert lists(network, *about(network, wanted, made, WEB))[1] == [WEB]


def test_an_update_leaves_the_rules_of_others(network):
    wanted, made = network.group(SecurityGroupIngress=[WEB])
    network.making.create("AWS::EC2::SecurityGroupIngress", "Other", GroupId=made.physical_id, **PING)
    kept = {name: wanted.properties[name] for name in ("GroupDescription", "VpcId")}
    after, made = network.making.update(wanted, made, **kept)
    assert lists(network, after, made)[0] == [PING]


def test_a_rule_that_somebody_else_took_away_may_go(network):
    wanted, made = network.group(SecurityGroupEgress=[WEB])
    client = network.making.bench.client("ec2")
    rules = client.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [made.physical_id]}])
    names = [one["SecurityGroupRuleId"] for one in rules["SecurityGroupRules"]]
    client.revoke_security_group_egress(GroupId=made.physical_id, SecurityGroupRuleIds=names)
    assert lists(network, *about(network, wanted, made, SIX))[1] == [SIX]


def test_deleting_a_group_that_is_gone_is_no_error(network):
    group = network.group()
    network.making.delete(*group)
    assert network.making.read(*group) == {}
    network.making.delete(*group)


def test_a_group_that_an_endpoint_has_stays_until_that_is_gone(network):
    group = network.group()
    endpoint = network.endpoint(SecurityGroupIds=[group[1].physical_id])
    with pytest.raises(RefusedError, match=f"DependencyViolation: resource {group[1].physical_id} has a dependent obj"):
        network.making.delete(*group)
    network.making.delete(*endpoint)
    network.making.delete(*group)


def test_a_group_that_a_function_has_stays_until_that_is_gone(network):
    group = network.group()
    function = network.function(group[1].physical_id)
    with pytest.raises(RefusedError, match="DependencyViolation"):
        network.making.delete(*group)
    network.making.delete(*function)
    network.making.delete(*group)


@pytest.mark.parametrize(("way", "end"), [("SecurityGroupIngress", "Source"), ("SecurityGroupEgress", "Destination")])
def test_a_group_that_a_rule_names_stays_until_that_is_gone(network, way, end):
    group = network.group()
    other = network.group("Other", **{way: [{**HTTPS, f"{end}SecurityGroupId": group[1].physical_id}]})
    with pytest.raises(RefusedError, match="DependencyViolation"):
        network.making.delete(*group)
    network.making.delete(*other)
    network.making.delete(*group)


def test_a_group_that_names_itself_is_deleted(network):
    group = network.group()
    rule = {**HTTPS, "SourceSecurityGroupId": group[1].physical_id}
    network.making.create("AWS::EC2::SecurityGroupIngress", "Own", GroupId=group[1].physical_id, **rule)
    network.making.delete(*group)
    assert network.making.read(*group) == {}
