"""The one thing that moto's own StackSets are good for: names that both regions want."""

import json

import pytest
from botocore.exceptions import ClientError

from tapstack.simulate.cloud import ACCOUNT, open_cloud

REGIONS = ["eu-central-1", "us-east-1"]


def deployed(resources):
    with open_cloud() as cloud:
        client = cloud.client("cloudformation", "us-east-1")
        client.create_stack_set(StackSetName="S", TemplateBody=json.dumps({"Resources": resources}))
        client.create_stack_instances(StackSetName="S", Accounts=[ACCOUNT], Regions=REGIONS)
        return len(client.list_stack_instances(StackSetName="S")["Summaries"])


def role(name):
    trust = {"Version": "2012-10-17", "Statement": []}
    return {"Type": "AWS::IAM::Role", "Properties": {"RoleName": name, "AssumeRolePolicyDocument": trust}}


def test_a_role_with_one_name_in_both_regions_is_refused_there_too():
    with pytest.raises(ClientError, match="already exists"):
        deployed({"Role": role("one")})


def test_a_role_whose_name_has_the_region_comes_up_in_both():
    assert deployed({"Role": role({"Fn::Sub": "one-${AWS::Region}"})}) == 2


def test_the_roles_of_the_real_template_clash_nowhere(real, subject_of):
    stacks = subject_of().stacks
    names = [
        resource.properties["RoleName"]
        for stack in stacks.values()
        for resource in stack.resources.values()
        if resource.type == "AWS::IAM::Role"
    ]
    resources = {f"Role{index}": role(name) for index, name in enumerate(names)}
    with open_cloud() as cloud:
        client = cloud.client("cloudformation", "us-east-1")
        client.create_stack(StackName="all", TemplateBody=json.dumps({"Resources": resources}))
        assert len(cloud.client("iam", "us-east-1").list_roles()["Roles"]) == len(set(names)) == len(names)
