"""What the options of a deployment mean."""

from datetime import date

import pytest
from click.testing import CliRunner

from tapstack.cli.commands.deploy import command
from tapstack.cli.deployment import Named
from tapstack.config import Configuration
from tapstack.findings import InputError
from tapstack.pipeline.requests import Options


@pytest.fixture
def template(tmp_path):
    file = tmp_path / "template.json"
    file.write_text('{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}')
    return str(file)


def test_a_tag_that_is_given_goes_before_the_configured_one_of_its_key(template):
    configured = Configuration(regions=("eu-central-1",), deploy={"tags": {"Owner": "we", "Cost": 7}})
    given = {"Owner": "you", "tapstack:nightly": "nightly-sabc-1"}
    asked = Options((), {}, None, date(2026, 11, 25))
    found = Named(template, asked, {"stack_set": "s"}, configured).target(given)
    assert found.tags == {"Owner": "you", "Cost": "7", "tapstack:nightly": "nightly-sabc-1"}


@pytest.mark.parametrize(
    ("tags", "message"),
    [(["Owner"], "--tag number 1 has no name and '='."), (["Owner=a", "Owner=b"], "Tag 'Owner' is given twice.")],
)
def test_a_tag_is_a_key_and_a_value(template, tags, message):
    arguments = [template, "--stack-set", "s", *(part for tag in tags for part in ("--tag", tag))]
    with pytest.raises(InputError, match=message.replace(".", "[.]")):
        CliRunner().invoke(command, arguments, catch_exceptions=False, standalone_mode=False)


def test_what_is_named_goes_before_what_is_configured(template):
    configured = Configuration(regions=("eu-central-1",), deploy={"stack_set": "s", "bucket": "b"})
    asked = Options((), {}, None, date(2026, 11, 25))
    found = Named(template, asked, {"bucket": "other"}, configured).target()
    assert (found.stack_set, found.bucket, found.management_region) == ("s", "other", "eu-central-1")


def test_a_deployment_without_a_stack_set_is_refused(template):
    asked = Options(("eu-central-1",), {}, None, date(2026, 11, 25))
    with pytest.raises(InputError, match="No StackSet is named"):
        Named(template, asked, {}, Configuration()).target()
