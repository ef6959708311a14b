"""The checks of the pair layer that are about no single resource."""

from tapstack.findings import Check, Severity

ALONE = Check(
    "PAIR-000",
    "pair",
    "A pair takes two regions",
    "With one region nothing is compared, and nothing is said of how the regions differ.",
    "Name every region of the StackSet, in the order of deployment: --region R1 --region R2.",
    "tapstack",
    Severity.INFO,
)
CONDITION_REGION = Check(
    "PAIR-014",
    "pair",
    "A condition compares AWS::Region with a region of the set",
    "A condition on a region that the set does not deploy to holds nowhere: what it guards is made in no region.",
    "Name a region that the StackSet deploys to, or make the region a parameter.",
    "assumption: a condition that no region of the set fulfils was meant for one that does",
    Severity.WARNING,
)
