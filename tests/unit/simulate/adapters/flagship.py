"""Our template's stacks, as they are deployed into the simulated account."""

from datetime import date

from tapstack.checks.subject import Subject
from tapstack.simulate.deployment.world import zones

REGIONS = ("eu-central-1", "us-east-1")


def stacks_of(given):
    """The rendered stacks of both regions under these parameters."""
    subject = Subject(
        "lib/TapStack.json",
        REGIONS,
        given=given,
        complete=True,
        account_id="123456789012",
        as_of=date(2026, 1, 5),
        zones=zones(REGIONS),
    )
    return subject.stacks
