"""A StackSet deployed into the simulated account, and what came of it."""

from tapstack.simulate.deployment.deploy import begin_update, create, delete, update
from tapstack.simulate.deployment.outcome import Deployment, ResourceOutcome, deployment
from tapstack.simulate.deployment.run import deploy
from tapstack.simulate.deployment.world import NAME, World, open_world, zones

__all__ = [
    "NAME",
    "Deployment",
    "ResourceOutcome",
    "World",
    "begin_update",
    "create",
    "delete",
    "deploy",
    "deployment",
    "open_world",
    "update",
    "zones",
]
