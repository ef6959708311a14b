"""What holds for our template in both regions, whatever its parameters are."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import regex
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tapstack.facts.schemas import resource_schema
from tapstack.findings import Status
from tapstack.pytest_plugin import Findings, FindingsOf, RefusedError, Resource, StackOf, StackSet

LIMITS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("name_limits.yaml").read_text())
FAILED = (Status.FAIL, Status.ERROR)


class Name(NamedTuple):
    """A physical name, of what, where, and the row of the table about it."""

    text: str
    resource: Resource
    property: str
    limits: dict[str, Any]


def name_properties(kind: str) -> list[str]:
    """The properties of a type that name something and never change: by its schema."""
    schema = resource_schema(kind)
    top = [pointer.split("/")[-1] for pointer in schema.create_only if pointer.count("/") == 2] if schema else []
    return sorted(name for name in top if name.endswith("Name"))


def names(stackset: StackSet) -> Iterator[Name]:
    """Every name that the stacks give; UnknownError for one that is not known, for it would go unchecked."""
    for stack in stackset:
        for resource in stack.resources.values():
            for property_ in filter(resource.has, name_properties(resource.type)):
                row = LIMITS[f"{resource.type}.{property_}"]
                if "names" not in row:
                    yield Name(resource.known_property(property_), resource, property_, row)


@given(data=st.data())
def test_every_valid_set_renders_without_an_error(
    data: st.DataObject, tapstack_stackset: StackSet, valid_values: st.SearchStrategy[dict[str, str]]
) -> None:
    for stack in tapstack_stackset.exactly(data.draw(valid_values)):
        assert not [problem for problem in stack.problems if problem.status is Status.FAIL]


@given(data=st.data())
def test_the_template_layer_finds_no_fault_with_a_valid_set(
    data: st.DataObject, tapstack_findings: FindingsOf, valid_values: st.SearchStrategy[dict[str, str]]
) -> None:
    findings = tapstack_findings(layers=["template"], parameters=data.draw(valid_values))
    assert findings.exit_code == 0, findings


@given(data=st.data())
def test_every_invalid_set_is_refused_with_the_name_of_the_parameter(
    data: st.DataObject,
    tapstack_stack: StackOf,
    tapstack_stackset: StackSet,
    invalid_values: st.SearchStrategy[tuple[str, dict[str, str]]],
) -> None:
    name, values = data.draw(invalid_values)
    for region in tapstack_stackset.regions:
        with pytest.raises(RefusedError, match=rf"^[^:]+:\d+:\d+: FAIL PAR-\d+: Parameter {name}\b"):
            tapstack_stack.exactly(region, values)


def test_every_property_that_names_a_resource_is_in_the_table(tapstack_stackset: StackSet) -> None:
    used = {resource.type for stack in tapstack_stackset for resource in stack.resources.values()}
    assert {f"{kind}.{name}" for kind in used for name in name_properties(kind)} <= LIMITS.keys()


@pytest.mark.parametrize("place", LIMITS)
def test_the_table_says_no_more_than_the_schema(place: str) -> None:
    kind, name = place.rsplit(".", 1)
    assert name in name_properties(kind)
    row, said = LIMITS[place], resource_schema(kind).properties[name]
    if "names" not in row:
        assert said.get("minLength", 0) <= row["least"] <= row["most"] <= said.get("maxLength", 10**6)
        assert row["scope"] in {"global", "account", "region"} and row["source"].startswith(
            "https://docs.aws.amazon.com/"
        )


@given(data=st.data())
def test_names_are_legal(
    data: st.DataObject, tapstack_stackset: StackSet, valid_values: st.SearchStrategy[dict[str, str]]
) -> None:
    for name in names(tapstack_stackset.exactly(data.draw(valid_values))):
        assert name.limits["least"] <= len(name.text) <= name.limits["most"], name
        assert regex.fullmatch(name.limits["pattern"], name.text), name
        said = resource_schema(name.resource.type).properties[name.property].get("pattern")
        assert said is None or regex.search(said, name.text), name


def spaces(stackset: StackSet, scope: str) -> dict[tuple[str, ...], list[str]]:
    """The names of each space in which every name has to be the only one."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in names(stackset):
        if name.limits["scope"] == scope:
            place = name.resource.region if scope == "region" else "all regions"
            text = name.text.lower() if name.limits.get("ignores_case") else name.text
            found[name.limits.get("kind", name.resource.type), place].append(text)
    return found


@pytest.mark.parametrize("scope", ["global", "account", "region"])
@given(data=st.data())
def test_names_are_unique(
    scope: str,
    data: st.DataObject,
    tapstack_stackset: StackSet,
    valid_values: st.SearchStrategy[dict[str, str]],
) -> None:
    for space, found in spaces(tapstack_stackset.exactly(data.draw(valid_values)), scope).items():
        assert not [name for name, times in Counter(found).items() if times > 1], space


@given(data=st.data())
def test_nothing_waits_for_itself(
    data: st.DataObject, tapstack_stackset: StackSet, valid_values: st.SearchStrategy[dict[str, str]]
) -> None:
    for stack in tapstack_stackset.exactly(data.draw(valid_values)):
        assert stack.graph.cycles == []
        assert sorted(name for step in stack.graph.order for name in step) == sorted(stack.resources)


Verdicts = dict[tuple[str, str | None, str | None], str]


def verdicts(findings: Findings) -> Verdicts:
    """The verdict of each rule on each resource in each region."""
    rules = (found for found in findings if not found.check.startswith("POLICY-"))  # those are about the rules
    return {(found.check, found.resource, found.region): found.status.value for found in rules}


def of_region(found: Verdicts, region: str) -> Verdicts:
    """Those in one region."""
    return {key: status for key, status in found.items() if key[2] == region}


KEPT = "LOG_GROUP_KEPT_FOR_A_YEAR"
LOCKED = "S3_LIFECYCLE_WAITS_FOR_RETENTION"
SENT = "UNION_DATA_NOT_SENT_AWAY"
EXPIRY = {"true": 90, "false": 3650}  # days until S3 drops what was overwritten, by LifecycleEnabled
PLACES = ("SourceRegion", "TargetRegion", "ActiveRegion")
WAIVED = {"BACKUP_VAULT_LOCKED", "S3_RECORDS_LOCKED", "GLOBAL_TABLE_KEEPS_UNION_DATA"}


@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))  # the whole policy layer each time: no shrinking
@given(data=st.data())
def test_no_rule_changes_its_verdict_but_for_a_condition(
    data: st.DataObject,
    tapstack_findings: FindingsOf,
    tapstack_stackset: StackSet,
    valid_values: st.SearchStrategy[dict[str, str]],
) -> None:
    """Which resources a region gets, and what of them, hangs on conditions; no value of a parameter makes a FAIL.

    Only logs may be kept for less than the rule asks, where a deployment is thrown away, and objects go back to the
    source where that is asked for, which somebody must accept then; locks are waived until asked for, and S3 keeps what
    is locked for longer than its lifecycle says. The pair is the one that is deployed: of another, controls say that the
    stacks name regions outside the deployment.
    """
    drawn = data.draw(valid_values)
    values = {name: value for name, value in drawn.items() if name not in PLACES}
    before, after = verdicts(tapstack_findings("policy")), verdicts(tapstack_findings("policy", parameters=values))
    kept = {after.pop(key) for key in list(after) if key[0] == KEPT}
    assert kept - {"SKIP"} == {"PASS" if int(values.get("LogRetentionDays", 365)) >= 365 else "FAIL"}
    sent = {key for key in list(after) if key[0] == SENT and after.pop(key) == "FAIL"}
    back = values.get("ReplicationMode") == "BIDIRECTIONAL"
    assert sent == ({(SENT, "TradingDataBucket", "eu-central-1")} if back else set())
    late = {after.pop(key) for key in list(after) if key[0] == LOCKED}
    expiry = EXPIRY[values.get("LifecycleEnabled", "true")]
    assert ("FAIL" in late) == (float(values.get("ObjectLockRetentionDays", 0)) > expiry)
    assert set(after.values()) <= {"PASS", "SKIP", "WAIVED"}
    assert {key[0] for key, status in after.items() if status == "WAIVED"} <= WAIVED
    before = {key: status for key, status in before.items() if key[0] not in (KEPT, SENT, LOCKED)}
    for stack, other in zip(tapstack_stackset, tapstack_stackset.exactly(values), strict=True):
        if stack.conditions == other.conditions:
            assert of_region(after, stack.region) == of_region(before, stack.region)
