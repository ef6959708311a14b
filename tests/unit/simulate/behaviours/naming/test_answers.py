"""What Route 53 answers, by its Developer Guide, "How Route 53 chooses records when health checking is configured"."""

import pytest

from tapstack.simulate.behaviours.naming import Resolver
from tapstack.simulate.resources import UnsupportedError
from tests.unit.simulate.behaviours.conftest import SOURCE, TARGET
from tests.unit.simulate.behaviours.naming.world import NAME, pair, record, zone


@pytest.mark.parametrize(
    ("primary", "secondary", "answer"),
    [(True, True, SOURCE), (False, True, TARGET), (True, False, SOURCE), (False, False, SOURCE)],
)
def test_the_primary_answers_unless_only_the_secondary_is_healthy(life, primary, secondary, answer):
    checks = pair(life)
    life.health.forced.update(zip(checks, (primary, secondary), strict=True))
    assert life.names.ask(NAME) == ((answer,), 60)


def test_a_secondary_without_a_check_is_always_healthy(life):
    primary, _ = pair(life, with_checks=False)
    assert life.names.ask(NAME).values == (SOURCE,)
    life.health.forced[primary] = False
    assert life.names.ask(NAME).values == (TARGET,)


def test_names_are_answered_while_regions_are_out(life):
    primary, _ = pair(life)
    life.health.forced[primary] = False
    for region in (SOURCE, TARGET):
        life.outages.lose(region)
    assert life.names.ask(NAME).values == (TARGET,)


def test_the_only_record_answers_though_its_check_fails(life):
    primary, secondary = pair(life)
    life.health.forced.update({primary: False, secondary: False})
    made = life.client("route53", SOURCE).list_hosted_zones()["HostedZones"][0]["Id"]
    (gone,) = (
        one
        for one in life.client("route53", SOURCE).list_resource_record_sets(HostedZoneId=made)["ResourceRecordSets"]
        if one.get("Failover") == "PRIMARY"
    )
    batch = {"Changes": [{"Action": "DELETE", "ResourceRecordSet": gone}]}
    life.client("route53", SOURCE).change_resource_record_sets(HostedZoneId=made, ChangeBatch=batch)
    assert life.names.ask(NAME).values == (TARGET,)


def test_a_plain_record_answers_by_its_name_in_any_writing_and_by_its_type(life):
    record(life, zone(life), "value")
    assert life.names.ask(f"{NAME.upper()}.").values == ("value",)
    assert life.names.ask(NAME, "A").values == ()
    assert life.names.ask("none.example.com").values == ()


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ({"Type": "A", "AliasTarget": {"HostedZoneId": "Z1", "DNSName": "x.com", "EvaluateTargetHealth": False}}, "A"),
        ({"Type": "CNAME", "TTL": 60, "ResourceRecords": [{"Value": "x.com"}]}, "TXT"),
        ({"TTL": 60, "ResourceRecords": [{"Value": '"x"'}], "Weight": 1, "SetIdentifier": "one"}, "TXT"),
        ({"TTL": 60, "ResourceRecords": [{"Value": '"x"'}], "name": "*.example.com"}, "TXT"),
    ],
    ids=["alias", "other name", "weight", "wildcard"],
)
def test_what_is_answered_otherwise_is_not_simulated(life, members, kind):
    record(life, zone(life), **members)
    with pytest.raises(UnsupportedError, match="not simulated"):
        life.names.ask(NAME, kind)


def test_a_resolver_keeps_an_answer_for_its_ttl(life):
    primary, _ = pair(life)
    resolver = Resolver(life)
    assert resolver.ask(NAME) == (SOURCE,)
    life.health.forced[primary] = False
    life.clock.run(59)
    assert resolver.ask(NAME) == (SOURCE,)
    life.clock.run(1)
    assert resolver.ask(NAME) == (TARGET,)


def test_resolvers_keep_answers_of_their_own(life):
    primary, _ = pair(life)
    early, late = Resolver(life), Resolver(life)
    early.ask(NAME)
    life.health.forced[primary] = False
    assert late.ask(NAME) == (TARGET,)
    assert early.ask(NAME) == (SOURCE,)
