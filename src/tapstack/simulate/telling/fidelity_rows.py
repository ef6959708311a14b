"""Of each behaviour how it is simulated, and what of it is assumed or left out."""

from __future__ import annotations

BEHAVIOURS: tuple[tuple[str, str, str], ...] = (
    ("StackSet operations: order of regions, tolerance, concurrency, stopping, queueing", "modelled", ""),
    ("Stacks: order of need, events, rollback, cleanup, deletion policies, replacement", "modelled", ""),
    ("Parameters, Rules, conditions, intrinsic functions, exports, capabilities", "modelled", ""),
    ("How long resources, jobs and calls take", "modelled", "every duration: no source publishes any"),
    ("What services refuse at the call", "executed where moto refuses it, else modelled by the truths", ""),
    (
        "Functions",
        "executed: their own code, at virtual time, one at a time",
        "a call has its effects at once and its answer in its time; what others do meanwhile it does not see",
    ),
    (
        "Lambda's queue: two more attempts, dead-letter queue",
        "modelled",
        "concurrency, and so throttled calls, are left out",
    ),
    (
        "Custom resources: request, response URL, timeout, retries, changed physical id",
        "modelled, over real HTTP",
        "",
    ),
    (
        "Who may do what: roles, boundaries, resource policies, keys, conditions",
        "modelled: every call of a function's role and every delivery is judged by the account's policies",
        "organization policies are left out; an operation that is not known is refused",
    ),
    ("Keys that are disabled or to be deleted", "modelled", "how long services keep a data key, where no page tells"),
    (
        "Streams to functions: batches, windows, lanes, halves, retries, ages, partial answers, destinations",
        "modelled",
        "pauses between attempts; retention and resharding are left out; filters and tumbling windows are refused",
    ),
    ("Global tables: both ways, the last writer wins", "modelled", "the lag, 0.8 s; conflicts inside one millisecond"),
    ("S3 replication, live and in jobs, with time control, metrics and events", "modelled", "the lag, 30 s; job rates"),
    (
        "EventBridge: patterns, targets, retries, dead letters, buses of other regions, archives, schedules",
        "modelled",
        "",
    ),
    ("SNS and SQS: policies, filters, delivery", "executed by moto, judged and delivered by us", "e-mail is an outbox"),
    ("CloudWatch: metrics, alarms, missing data", "modelled", "how far back an alarm looks: two periods more"),
    (
        "Route 53 health checks of alarms, failover records, resolvers with TTL",
        "modelled",
        "that a check fills in missing minutes as its alarm says, and looks no further back; other routing is refused",
    ),
    (
        "Step Functions: standard workflows in JSONPath",
        "modelled",
        "JSONata, distributed maps, express workflows, activities are refused",
    ),
    (
        "AWS Backup: plans, jobs, copies, restores, restore tests, locks",
        "modelled",
        "continuous backup is refused; selections and restore tests are carried out from the world's records",
    ),
    ("DynamoDB exports", "modelled", "incremental ones are refused"),
    (
        "The loss of a region",
        "modelled: nothing in it is reached or goes on; what it holds stays as it is",
        "a loss in part, slow calls, and a network that splits are left out",
    ),
    (
        "Load",
        "scaled: some trades every ten seconds",
        "10,000 a second are arithmetic: the capacity of shards and tables",
    ),
    ("Quotas of an account, throttling of the control plane", "not modelled", ""),
    ("Drift, stack policies, nested stacks, macros, imports of resources", "not modelled", ""),
)
