"""The requests between what is there and what is wanted."""

from dataclasses import replace

import botocore.loaders
import botocore.model
import botocore.validate
import pytest

from tapstack.deploy.planning.plan import plan
from tapstack.deploy.planning.present import Present
from tapstack.deploy.planning.wanted import Organization
from tests.unit.deploy.carrying.conftest import ACCOUNT, ONE, TWO

SEQUENTIAL = {
    "RegionConcurrencyType": "SEQUENTIAL",
    "RegionOrder": [ONE, TWO],
    "FailureToleranceCount": 0,
    "MaxConcurrentCount": 1,
}


def names(requests):
    return [(request.operation, *request.regions) for request in requests]


def test_an_empty_account_gets_template_set_and_instances_in_the_order_of_regions(wish):
    requests = plan(wish(), Present())
    assert names(requests) == [("PutObject",), ("CreateStackSet",), ("CreateStackInstances", ONE, TWO)]
    assert requests[2].parameters["OperationPreferences"] == SEQUENTIAL
    assert requests[2].parameters["Accounts"] == [ACCOUNT]
    assert requests[1].parameters["ManagedExecution"] == {"Active": True}
    assert requests[1].parameters["Capabilities"] == ["CAPABILITY_NAMED_IAM"]


def test_the_object_is_named_by_the_hash_of_the_template_and_the_set_reads_it_there(wish):
    one = wish()
    put, create, _ = plan(one, Present())
    assert put.parameters["Key"] == f"tapstack/trading/{one.template.sha256}.json"
    assert create.parameters["TemplateURL"] == f"https://templates.s3.{ONE}.amazonaws.com/{put.parameters['Key']}"


def test_every_parameter_is_sent_defaults_too(wish):
    sent = plan(wish(), Present())[1].parameters["Parameters"]
    assert {"ParameterKey": "Size", "ParameterValue": "small"} in sent


def test_the_tags_go_with_the_set(wish, target):
    sent = plan(wish(replace(target, tags={"run": "7"})), Present())[1].parameters
    assert sent["Tags"] == [{"Key": "run", "Value": "7"}]


def test_where_all_is_as_it_is_wanted_there_is_nothing_to_do(wish, as_wanted, instance):
    assert plan(wish(), Present(False, as_wanted(), (instance(ONE), instance(TWO)))) == ()


def test_a_set_that_differs_is_updated_in_all_regions_at_once(wish, as_wanted, instance):
    there = Present(True, as_wanted(Description="Old"), (instance(ONE), instance(TWO)))
    assert names(plan(wish(), there)) == [("UpdateStackSet", ONE, TWO)]


def test_a_set_without_instances_is_updated_before_they_are_made(wish, as_wanted):
    requests = plan(wish(), Present(True, as_wanted(Description="Old")))
    assert names(requests) == [("UpdateStackSet",), ("CreateStackInstances", ONE, TWO)]
    assert "Accounts" not in requests[0].parameters


def test_a_missing_last_region_comes_after_the_update_of_the_first(wish, as_wanted, instance):
    requests = plan(wish(), Present(True, as_wanted(Description="Old"), (instance(ONE),)))
    assert names(requests) == [("UpdateStackSet", ONE), ("CreateStackInstances", TWO)]


def test_a_middle_region_is_made_between_the_others(wish, target, as_wanted, instance):
    three = replace(target, subject=replace(target.subject, regions=(ONE, "eu-west-1", TWO)))
    requests = plan(wish(three), Present(True, as_wanted(Description="Old"), (instance(ONE), instance(TWO))))
    assert names(requests) == [
        ("UpdateStackSet", ONE),
        ("CreateStackInstances", "eu-west-1"),
        ("UpdateStackInstances", TWO),
    ]


def test_instances_elsewhere_are_left_alone(wish, as_wanted, instance):
    there = Present(True, as_wanted(Description="Old"), (instance(ONE), instance(TWO), instance("eu-west-1")))
    assert names(plan(wish(), there)) == [("UpdateStackSet", ONE, TWO)]


@pytest.mark.parametrize(
    ("stack_id", "operation"),
    [(None, "CreateStackInstances"), ("arn:there", "UpdateStackInstances")],
    ids=["no stack", "a stack"],
)
def test_an_outdated_instance_is_created_again_or_updated(wish, as_wanted, instance, stack_id, operation):
    there = Present(True, as_wanted(), (instance(ONE), instance(TWO, "OUTDATED", stack_id=stack_id)))
    assert names(plan(wish(), there)) == [(operation, TWO)]


def test_the_same_request_after_the_same_operation_has_the_same_id(wish, as_wanted):
    there = Present(True, as_wanted(), last_operation="tapstack-1")
    first, again = (plan(wish(), there)[0].operation_id for _ in range(2))
    assert first == again
    assert first.startswith("tapstack-")
    assert plan(wish(), replace(there, last_operation=first))[0].operation_id != first


def test_a_secret_is_in_no_id(wish):
    one, other = wish(), replace(wish(), parameters={"Size": "small", "Password": "other"})
    assert [r.operation_id for r in plan(one, Present())] == [r.operation_id for r in plan(other, Present())]
    tokens = [plan(each, Present())[1].parameters["ClientRequestToken"] for each in (one, other)]
    assert tokens[0] == tokens[1]


def test_a_secret_is_sent_and_not_shown(wish):
    create = plan(wish(), Present())[1]
    assert "hunter2" in str(create.parameters)
    assert "hunter2" not in str(create.shown())
    assert {"ParameterKey": "Password", "ParameterValue": "****"} in create.shown()["parameters"]["Parameters"]
    assert "hunter2" not in repr(create)


def test_a_service_managed_set_goes_to_accounts_of_units_without_our_roles(wish, target):
    organization = Organization(("ou-abcd-12345678",), ("111122223333",))
    requests = plan(wish(replace(target, permission_model="SERVICE_MANAGED"), organization=organization), Present())
    _, create, deploy = requests
    assert create.parameters["AutoDeployment"] == {"Enabled": False}
    assert not {"AdministrationRoleARN", "ExecutionRoleName"} & set(create.parameters)
    assert "Accounts" not in deploy.parameters
    assert deploy.parameters["DeploymentTargets"] == {
        "OrganizationalUnitIds": ["ou-abcd-12345678"],
        "Accounts": ["111122223333"],
        "AccountFilterType": "INTERSECTION",
    }


@pytest.mark.parametrize("model", ["SELF_MANAGED", "SERVICE_MANAGED"])
@pytest.mark.parametrize("there", [False, True], ids=["empty", "there"])
def test_every_request_is_of_botocores_model(wish, target, as_wanted, instance, model, there):
    organization = Organization(("ou-abcd-12345678",))
    one = wish(replace(target, permission_model=model, tags={"a": "b"}), organization=organization)
    old = Present(False, as_wanted(Description="Old"), (instance(ONE, "OUTDATED"),))
    loader = botocore.loaders.Loader()
    for request in plan(one, old if there else Present()):
        service = botocore.model.ServiceModel(loader.load_service_model(request.service, "service-2"))
        shape = service.operation_model(request.operation).input_shape
        report = botocore.validate.ParamValidator().validate(request.parameters, shape)
        assert not report.has_errors(), report.generate_report()
