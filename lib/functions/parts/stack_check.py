"""Whether the two stacks stand ready for each other."""

from parts.quick_clients import client, env
from parts.recorded_steps import steps
from parts.workflow import Json

CONTRACT = {"VpcId", "VpcCidr", "RouteTableIds", "KmsKeyArn", "BucketName", "VaultArn", "BusArn"}
COMPLETE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


class ContractError(Exception):
    """The two stacks do not stand ready for each other."""


def check_contract(_event: Json) -> Json:
    """Both stacks are complete at one revision, the target's contract is there, and the source is in service."""
    kept, regions = steps("STACK#"), (env("SOURCE_REGION"), env("TARGET_REGION"))
    stacks = {region: kept.get(f"STACK#{region}", {}) for region in regions}
    revisions = sorted({str(stack.get("Revision")) for stack in stacks.values()})
    problems = missing_contract() + left_drained()
    problems += [
        f"the stack in {region} is {stack.get('Status', 'not recorded')}"
        for region, stack in stacks.items()
        if stack.get("Status") not in COMPLETE
    ]
    if len(revisions) > 1:
        problems.append("the stacks are at revisions " + " and ".join(revisions))
    if problems:
        raise ContractError("; ".join(problems) + ". Run the StackSet operation to its end, then start again.")
    return {"revision": revisions[0]}


def missing_contract() -> list[str]:
    """The parameters that the target's stack should have published and has not."""
    lister = client("ssm", env("TARGET_REGION")).get_paginator("get_parameters_by_path")
    pages = lister.paginate(Path=env("CONTRACT_PATH"))
    found = {parameter["Name"].rpartition("/")[2] for page in pages for parameter in page["Parameters"]}
    return [f"{env('CONTRACT_PATH')}/{name} is missing" for name in sorted(CONTRACT - found)]


def left_drained() -> list[str]:
    """What an execution that was stopped after its drain has left: a source that is out of service."""
    region = env("SOURCE_REGION")
    name = f"{env('STATE_PATH')}/drain-{region}"
    kept = client("ssm", region).get_parameters(Names=[name])["Parameters"]
    if [parameter["Value"] for parameter in kept] == ["false"]:
        return []
    return [f"{name} in {region} is not false (has an execution left it so? then set it)"]
