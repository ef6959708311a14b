"""A function as Lambda has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tapstack.simulate.cloud import Cloud
from tapstack.simulate.cloud.hooks.function_code import code_of
from tapstack.simulate.resources import RefusedError


@dataclass(frozen=True)
class Deployed:
    """What GetFunction tells, and the archive of the code; ``timeout`` in seconds, ``memory`` in MiB."""

    arn: str
    name: str
    region: str
    runtime: str
    handler: str
    role: str
    timeout: int
    memory: int
    variables: Mapping[str, str]
    code: bytes
    version: str = "$LATEST"

    @property
    def log_group(self) -> str:
        """Where its log goes by default."""
        return f"/aws/lambda/{self.name}"


def deployed(cloud: Cloud, arn: str) -> Deployed:
    """The function of an ARN, in the region that the ARN names. Raises RefusedError where there is none."""
    parts = arn.split(":")
    region, name = parts[3], parts[6]
    client = cloud.client("lambda", region)
    try:
        about: Mapping[str, Any] = client.get_function(FunctionName=name)["Configuration"]
    except client.exceptions.ResourceNotFoundException as error:
        raise RefusedError("ResourceNotFoundException", f"Function not found: {arn}", service="Lambda") from error
    return Deployed(
        arn=about["FunctionArn"],
        name=about["FunctionName"],
        region=region,
        runtime=about.get("Runtime", ""),
        handler=about.get("Handler", ""),
        role=about["Role"],
        timeout=int(about.get("Timeout", 3)),
        memory=int(about.get("MemorySize", 128)),
        variables=dict(about.get("Environment", {}).get("Variables", {})),
        code=code_of(cloud.account_id, region, name),
    )
