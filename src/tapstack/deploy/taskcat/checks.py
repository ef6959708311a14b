"""What is judged of a deployment by taskcat."""

from tapstack.findings import Check

_API = "AWS CloudFormation API Reference: DescribeStacks, ListStackResources"

PASSED = Check(
    "TCT-001",
    "deploy",
    "taskcat deploys each test and says so",
    "A template that taskcat cannot deploy will not deploy.",
    "Look at taskcat's log; it names the resource and AWS's reason.",
    "taskcat's exit code (0 only if no stack failed)",
)
RAN = Check(
    "TCT-002",
    "deploy",
    "CloudFormation has a complete stack of each test, in its region",
    "taskcat warns of a test that it does not know, and goes on: a green run in which nothing ran.",
    "Look at taskcat's log for why no stack was made, or why it failed.",
    _API,
)
WHOLE = Check(
    "TCT-003",
    "deploy",
    "The stack has the resources that were rendered, each of them complete",
    "A resource that is silently left out protects nothing.",
    "Compare with tapstack render; a condition went the other way, or the endpoint skips a type.",
    _API,
)
VALUES = Check(
    "TCT-004",
    "deploy",
    "The stack has the parameters of the run: one suffix in both regions",
    "Two suffixes name two platforms, and neither finds the other.",
    "taskcat 0.9.58 hands no parameter on whose default is a number in the template: leave it out of taskcat.yml, or "
    "write the default as a text.",
    "AWS CloudFormation API Reference: DescribeStacks; taskcat 0.9.58, _cfn/template.py (Template.parameters)",
)
DELETED = Check(
    "TCT-005",
    "deploy",
    "The stack is deleted afterwards, the source's first",
    "What stays costs money, and its names are taken.",
    "Delete it as the message says, after what keeps it.",
    _API,
)
CHECKS = (PASSED, RAN, WHOLE, VALUES, DELETED)
