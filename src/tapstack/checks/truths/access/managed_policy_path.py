"""ACCESS-087: a policy of AWS is named with its path."""

from collections.abc import Iterator

from tapstack.access.managed import managed_name, names_of_aws, paths_of_aws
from tapstack.checks.truths.truth import Fault, Truth
from tapstack.checks.truths.view import View
from tapstack.graph.stackset import NotKnown, Property


def judge(policy: Property, _: View) -> Iterator[Fault]:
    """A fault for a policy of AWS that is known under another path."""
    name = managed_name(policy.pattern)
    if name is None or name in names_of_aws():
        return
    known = paths_of_aws().get(name.rpartition("/")[2])
    if known is None:
        raise NotKnown(f"whether AWS has a policy {name} is not known")
    yield Fault(policy, f"AWS has no policy {name}, but {known}.")


TRUTH = Truth(
    id="ACCESS-087",
    title="A policy of AWS is named with its path",
    why="IAM refuses it: NoSuchEntity, the policy does not exist or is not attachable; the stack fails.",
    fix="Write the ARN with its path: policy/service-role/AWSLambdaBasicExecutionRole.",
    source="AWS Managed Policy Reference, the ARN of each policy (as moto 5.2.5 ships them)",
    about=(
        "AWS::IAM::Role",
        "AWS::IAM::User",
        "AWS::IAM::Group",
    ),
    at="ManagedPolicyArns[]",
    judge=judge,
)
