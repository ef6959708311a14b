"""The checks of the simulate layer."""

from tapstack.findings import Check, Severity

DEPLOYS = Check(
    "SIM-001",
    "simulate",
    "The StackSet comes up in every region, one after the other",
    "AWS refuses a resource, the stack is rolled back, and no later region is tried.",
    "Mend what the reason names; the events show what went before.",
    "CloudFormation's engine as tapstack models it, moto's services, and the truths that each name their source",
)
READ_BACK = Check(
    "SIM-002",
    "simulate",
    "The services tell back what was rendered",
    "A property that a simulated service has lost is not simulated, and nothing follows from its being green.",
    "Tell the authors of tapstack: the resource's adapter, or moto, drops the property.",
    "the services' own describe calls",
    Severity.WARNING,
)
BREAKS = Check(
    "SIM-003",
    "simulate",
    "Any call may fail: the stack rolls back, nothing protected is lost, and a retry succeeds",
    "A rollback that sticks leaves a stack that only hands can mend, in the middle of a migration.",
    "Mend what the message names: an order, a policy, or a provider that cannot be called twice.",
    "CloudFormation's engine as tapstack models it",
)
CHECKS = (DEPLOYS, READ_BACK, BREAKS)
