"""What moto works out once."""

from moto.core import responses
from moto.iam.models import IAMBackend
from moto.sqs.responses import SQSResponse

from tapstack.simulate.cloud import open_cloud


def test_canary_moto_looks_the_methods_of_a_class_up_by_this_name():
    assert "create_queue" in responses.method_names_from_class(SQSResponse)


def test_the_names_are_the_same_and_kept():
    outside = responses.method_names_from_class(SQSResponse)
    with open_cloud():
        assert responses.method_names_from_class(SQSResponse) == outside
        assert responses.method_names_from_class(SQSResponse) is responses.method_names_from_class(SQSResponse)


POLICY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def test_canary_moto_loads_policies_by_this_name():
    assert callable(IAMBackend._init_aws_policies)


def test_a_policy_of_aws_is_attached_to_nothing_in_a_new_account():
    for _ in range(2):
        with open_cloud() as cloud:
            iam = cloud.client("iam", "us-east-1")
            assert iam.get_policy(PolicyArn=POLICY)["Policy"]["AttachmentCount"] == 0
            iam.create_role(RoleName="r", AssumeRolePolicyDocument="{}")
            iam.attach_role_policy(RoleName="r", PolicyArn=POLICY)
            assert iam.get_policy(PolicyArn=POLICY)["Policy"]["AttachmentCount"] == 1
