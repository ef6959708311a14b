"""What is checked of links between regions."""

from tapstack.findings import Check, Severity

_ORDER = (
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html (SEQUENTIAL, RegionOrder)"
)

MISSING_AT_CREATION = Check(
    id="LINK-001",
    layer="links",
    title="What another region must have when a resource is made is there",
    why="AWS looks for it when the resource is made, refuses the resource, and the stack is rolled back.",
    fix="Make it in the other region's stack, or refer to it only where it is made.",
    source="for each property, src/tapstack/graph/links/moments.json names who says that it is checked",
)
MISSING_AT_RUN_TIME = Check(
    id="LINK-002",
    layer="links",
    title="What a resource uses of another region exists there",
    why="AWS takes the reference unseen; events, copies, objects or measurements that should go there are lost.",
    fix="Make it in the other region's stack under that name, or correct the name, account or region.",
    source="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html; each service's page",
)
MENTIONED = Check(
    id="LINK-003",
    layer="links",
    title="What settings and documents name in another region exists there",
    why="Code, a workflow or a dashboard is told of something that no stack makes; it fails when it uses it.",
    fix="Give the setting only where the thing is made, or correct the name or region.",
    source="assumption: code uses what its settings name",
    severity=Severity.WARNING,
)
ORDER = Check(
    id="LINK-004",
    layer="links",
    title="A region is deployed after the regions that it needs something of",
    why="The stack of a region that comes too early fails, and with no tolerated failure no later region is tried.",
    fix="Give the regions in the derived order (RegionOrder, --region, regions in the configuration).",
    source=_ORDER,
)
DEADLOCK = Check(
    id="LINK-005",
    layer="links",
    title="No two regions wait for each other",
    why="Whichever region is made first asks for what the other has not made yet: no order of deployment succeeds.",
    fix="Let one side be made by a parameter in a later update, or let one region own what needs both.",
    source=_ORDER,
)
CHECKS = (MISSING_AT_CREATION, MISSING_AT_RUN_TIME, MENTIONED, ORDER, DEADLOCK)
