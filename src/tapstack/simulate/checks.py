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
RECOVERS = Check(
    "SIM-004",
    "simulate",
    "Drills: what breaks recovers within the objectives",
    "A failover that nobody has measured takes longer, or loses more, than its owners have promised.",
    "Mend what the message names: a period, a TTL, a batch window, an alarm, or the order of the workflow.",
    "decisions.md 8 for the objectives; docs/fidelity.md for what is executed, modelled and assumed",
)
EXPECTED = Check(
    "SIM-005",
    "simulate",
    "Drills: each figure lies where the rendered values say it must",
    "A figure outside is one that nobody understands: the template lacks a protection, or the simulation is wrong.",
    "Look at the drill's timeline; restore the protection that it names.",
    "the rendered values: periods of alarms, TTLs, batch windows, times of replication",
)
CONSERVED = Check(
    "SIM-006",
    "simulate",
    "Drills: every record is in both tables, a dead letter with its reason, or lost with a cause",
    "Records that disappear without a trace are found by customers.",
    "Look at the drill's timeline for where the record was seen last.",
    "tapstack's own ledger of every drill",
)
CHECKS = (DEPLOYS, READ_BACK, BREAKS, RECOVERS, EXPECTED, CONSERVED)
