"""The checks of the deploy layer: what is asked of AWS once the stacks are there."""

from __future__ import annotations

from tapstack.findings import Check, Severity

_AGAIN = "Run tapstack deploy again; tapstack status shows the operation and what failed in it."
_BACK = "Undo what was changed by hand, or run tapstack deploy again with the property changed and changed back."


def _check(number: int, title: str, why: str, fix: str, source: str, severity: Severity = Severity.ERROR) -> Check:
    return Check(f"DEP-{number:03}", "deploy", title, why, fix, source, severity)


INSTANCES = _check(
    1,
    "Every region has its stack instance, CURRENT after an operation that SUCCEEDED, and no other region has one",
    "A region that is OUTDATED runs an older template than its sibling; an INOPERABLE one takes no operation any more.",
    _AGAIN,
    "botocore cloudformation, StackInstanceSummary.Status and StackInstanceComprehensiveStatus.DetailedStatus",
)
STACKS = _check(
    2,
    "Every stack is complete",
    "A stack that was rolled back, or is in the middle of something, is not what was reviewed.",
    _AGAIN,
    "botocore cloudformation, StackStatus",
)
DRIFT = _check(
    3,
    "No stack is known to have drifted",
    "Somebody changed a resource by hand; the next update fails on it, or takes the change back.",
    "See what was changed: tapstack drift.",
    "botocore cloudformation, StackDriftInformation.StackDriftStatus",
)
RESOURCES = _check(
    4,
    "Every resource of the rendered stack is there and complete",
    "What was rendered and is not there was not deployed, or was deleted since.",
    _AGAIN,
    "botocore cloudformation, StackResourceSummary.ResourceStatus",
)
BESIDE = _check(
    5,
    "A stack holds no resource that was not rendered for it",
    "The stack was made of another template or of other parameters than those that were judged.",
    "Deploy this template, or name the parameters that the stack was deployed with.",
    "botocore cloudformation, ListStackResources",
)
OUTPUTS = _check(
    6,
    "Every output is there, with the value that was rendered",
    "Other stacks and people take names and addresses from the outputs.",
    _AGAIN,
    "botocore cloudformation, Stack.Outputs",
)
BUCKETS = _check(
    10,
    "Every bucket is in the region of its stack",
    "Bucket names are one space for all regions: a name taken elsewhere is another bucket.",
    "Find out who owns the bucket, and give the stack's another name.",
    "botocore s3, GetBucketLocation (no value means us-east-1; EU means eu-west-1)",
)
REPLICATION = _check(
    11,
    "Objects are replicated: the rules are Enabled, and lead to a versioned bucket in the region that was planned",
    "Without it the other region has none of the objects written since, and nobody notices before it is needed.",
    "Put the replication configuration back (tapstack deploy), and enable versioning on the destination.",
    "botocore s3, GetBucketReplication, GetBucketLocation and GetBucketVersioning",
)
REPLICAS = _check(
    12,
    "A global table is ACTIVE in every region of its replicas",
    "Writes do not reach a replica that is not ACTIVE.",
    "Wait if it is being created; else look at the table's replicas in the console.",
    "botocore dynamodb, DescribeTable, ReplicaDescription.ReplicaStatus",
)
PEERING = _check(
    13,
    "A peering connection is active in the eyes of both regions, between the networks that were planned",
    "Traffic between the regions has no other way.",
    "Delete what is left of the connection, and let tapstack deploy make it anew.",
    "botocore ec2, DescribeVpcPeeringConnections, VpcPeeringConnectionStateReasonCode",
)
ROUTES = _check(
    14,
    "Routes are active, and through a peering connection they lead to the other network's range on both sides",
    "A route that is missing or a blackhole on one side lets no answer come back.",
    "Put the route back, or let the resource that makes it be updated.",
    "botocore ec2, DescribeRouteTables, Route.State (active or blackhole)",
)
HEALTH_CHECKS = _check(
    15,
    "Health checks are there and healthy, and the alarms that they watch exist",
    "Route 53 sends nobody to a region whose check is unhealthy; with an alarm that does not exist it stays so.",
    "Look at the alarm's reason; a check without data settles some minutes after the deployment.",
    "botocore route53, GetHealthCheck, GetHealthCheckStatus and HealthCheckConfig.InsufficientDataHealthStatus;"
    " https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html",
)
ALARMS = _check(
    16,
    "Alarms are there, and their actions are on as rendered",
    "An alarm without actions tells nobody.",
    _BACK,
    "botocore cloudwatch, DescribeAlarms, MetricAlarm.ActionsEnabled",
)
QUIET = _check(
    17,
    "No alarm is in ALARM",
    "Something is wrong already.",
    "Look at the alarm's reason.",
    "botocore cloudwatch, StateValue",
    Severity.WARNING,
)
RECORDS = _check(
    18,
    "Every record is in its zone with the values, the failover role and the health check that were rendered",
    "Clients are sent to the wrong region, or to none, when one fails.",
    _BACK,
    "botocore route53, ListResourceRecordSets",
)
ZONES = _check(
    19,
    "A private zone is associated with every network that was rendered",
    "A network that is not associated cannot resolve the zone's names.",
    _BACK,
    "botocore route53, GetHostedZone, VPCs",
)
KEYS = _check(
    20,
    "Every key is Enabled",
    "What a disabled key encrypts can be neither read nor written; a key that is pending deletion is soon gone.",
    "Enable the key, or cancel its deletion: aws kms cancel-key-deletion, aws kms enable-key.",
    "botocore kms, KeyState",
)
MAPPINGS = _check(
    21,
    "Every event source mapping is in the state that was rendered",
    "A mapping that is Disabled reads nothing: records expire in the stream.",
    "aws lambda update-event-source-mapping --enabled, and find out who disabled it.",
    "botocore lambda, EventSourceMappingConfiguration.State",
)
EVENTS = _check(
    22,
    "Every event bus is there, every rule is in its state, with its targets, and buses in another region exist",
    "Events that no rule takes are lost without a trace; those sent to a bus that is not there fail.",
    "Enable the rule, or put the target back.",
    "botocore events, DescribeRule, ListTargetsByRule and DescribeEventBus",
)
PARAMETERS = _check(
    23,
    "Every parameter is there, and what another region's stack reads is what this stack publishes",
    "The other region was linked to something that is not, or no longer, in this one.",
    "Run tapstack deploy again with a raised revision, so that the other region reads anew.",
    "botocore ssm, GetParameter and GetParametersByPath",
)
VALUES = _check(
    24,
    "Parameters hold the values that their stack gave them",
    "Somebody, or a program, has written another value; the next update of the parameter takes it back.",
    "See whether that was meant.",
    "botocore ssm, GetParameter",
    Severity.WARNING,
)
BACKUPS = _check(
    25,
    "A backup plan has its rules, and their vaults and those that they copy to exist",
    "A backup into a vault that is not there fails each night; nobody looks before a restore is needed.",
    "Make the vault, or put the rule back.",
    "botocore backup, GetBackupPlan and DescribeBackupVault",
)
SUBSCRIPTIONS = _check(
    26,
    "Subscriptions are confirmed",
    "Nobody is told of anything before the receiver has confirmed; after three days the request expires.",
    "Have the receiver follow the link in the message, or subscribe again.",
    "botocore sns, GetSubscriptionAttributes, PendingConfirmation;"
    " https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html",
)
MACHINES = _check(
    27,
    "Every state machine is ACTIVE",
    "A state machine that is being deleted starts nothing.",
    _AGAIN,
    "botocore stepfunctions, StateMachineStatus",
)
WORKING = _check(
    28,
    "The resource's own service says that it works",
    "CloudFormation knows only how its own last operation went.",
    "Look at the resource in its service's console.",
    "botocore, the describe operation of the service that the message names",
)
CONTRACT = _check(
    29,
    "What a stack has read of another region is still published there",
    "The stack is linked to something that the other region no longer has.",
    "Deploy the other region, then this one, with a raised revision.",
    "botocore ssm, GetParametersByPath",
)
DRIFTED = _check(
    40,
    "Every resource is as CloudFormation made it",
    "Somebody changed or deleted it by hand; the next update fails on it, or takes the change back.",
    "Take the change back, or write it into the template and deploy.",
    "botocore cloudformation, DetectStackSetDrift and StackResourceDrift.PropertyDifferences",
)
AHEAD = _check(
    41,
    "The StackSet has the template and the parameters of the file",
    "What was judged here is not what runs there.",
    "Deploy the file: tapstack deploy.",
    "botocore cloudformation, DescribeStackSet, TemplateBody and Parameters",
    Severity.WARNING,
)
CHECKS = (
    INSTANCES,
    STACKS,
    DRIFT,
    RESOURCES,
    BESIDE,
    OUTPUTS,
    BUCKETS,
    REPLICATION,
    REPLICAS,
    PEERING,
    ROUTES,
    HEALTH_CHECKS,
    ALARMS,
    QUIET,
    RECORDS,
    ZONES,
    KEYS,
    MAPPINGS,
    EVENTS,
    PARAMETERS,
    VALUES,
    BACKUPS,
    SUBSCRIPTIONS,
    MACHINES,
    WORKING,
    CONTRACT,
    DRIFTED,
    AHEAD,
)
