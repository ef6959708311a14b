"""The checks about carrying a deployment out; what is asked of the stacks afterwards has checks of its own."""

from tapstack.findings import Check, Severity

CARRIED_OUT = Check(
    "DEP-101",
    "deploy",
    "The StackSet's operations succeed in every region",
    "A region in which an operation failed has the resources of before, or none; later regions were not begun.",
    "Mend what the reason names, and run the same command again: it goes on from what is there.",
    "botocore cloudformation, StackSetOperationResultSummary and StackEvent",
)
OVERRULED = Check(
    "DEP-102",
    "deploy",
    "What is deployed has no error in the static layers",
    "AWS refuses it, or takes it and loses data, for the reason that the static layers gave.",
    "Mend the errors that tapstack check prints.",
    "tapstack's own static layers; the reason is that of --despite-errors",
    Severity.WARNING,
)
ELSEWHERE = Check(
    "DEP-103",
    "deploy",
    "Stacks in the accounts of an organization are looked at",
    "Nobody has looked whether they are as they should be.",
    "Run tapstack status with credentials of each account.",
    "StackSets tell a stack's id and status; all else is the account's own",
)
CHECKS = (CARRIED_OUT, OVERRULED, ELSEWHERE)
