"""The source region goes out of service, and back."""

import time

from parts.quick_clients import client, env, state_table
from parts.recalling import recalled
from parts.workflow import Json


def drain(event: Json) -> Json:
    """Take a region out of service: its probe reports it unhealthy from now on."""
    set_drain(event["region"], "true")
    return {"startedAt": int(time.time()), "turn": 0}


def undrain(event: Json) -> Json:
    """Put a region back, and say whether the active region was changed meanwhile."""
    set_drain(event["region"], "false")
    stacks = [recalled(state_table(), f"STACK#{region}") for region in (env("SOURCE_REGION"), env("TARGET_REGION"))]
    return {"activeRegionChanged": any(stack.get("ActiveRegion") == env("TARGET_REGION") for stack in stacks)}


def set_drain(region: str, value: str) -> None:
    """Write the drain parameter of a region, in that region."""
    client("ssm", region).put_parameter(Name=drain_parameter(region), Value=value, Type="String", Overwrite=True)


def drain_parameter(region: str) -> str:
    """The name of the parameter by which a region is drained."""
    return f"{env('STATE_PATH')}/drain-{region}"
