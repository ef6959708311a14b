"""What the policy layer reports under its own name: about the rules. Every other id is that of a rule."""

from tapstack.findings import Check, Severity

_GUARD = "https://docs.aws.amazon.com/cfn-guard/latest/ug/writing-rules.html"

CONFIGURED = Check(
    id="POLICY-001",
    layer="policy",
    title="There are policy rules for the template",
    why="Without rules nothing was judged, and nothing of it may look as if it had been.",
    fix='Name a folder of Guard rules: rules = "rules" in [tool.tapstack] or tapstack.toml, or --rules PATH.',
    source=_GUARD,
)
FILLED = Check(
    id="POLICY-002",
    layer="policy",
    title="Every rule file has a rule",
    why="An empty file, or one of comments only, looks like a rule that is kept and judges nothing.",
    fix="Write the rule, or remove the file.",
    source=_GUARD,
    severity=Severity.WARNING,
)
APPLIES = Check(
    id="POLICY-003",
    layer="policy",
    title="Every rule applies to something in some region",
    why="A rule that is skipped everywhere guards nothing: its filter may be misspelt, or what it means is gone.",
    fix="Correct the rule's filter or condition, or remove the rule.",
    source=_GUARD,
    severity=Severity.WARNING,
)
UNIQUE = Check(
    id="POLICY-004",
    layer="policy",
    title="No two rule files have a rule of the same name",
    why="Tests, waivers and reports name rules; one name for two rules means neither.",
    fix="Rename one of the rules.",
    source=_GUARD,
    severity=Severity.WARNING,
)
DESCRIBED = Check(
    id="POLICY-005",
    layer="policy",
    title="The comment above a rule names a severity that there is",
    why="A severity that nobody knows cannot be heeded; the rule counts as an error.",
    fix="Write Severity: error, warning or info.",
    source="README.md, Policy rules",
    severity=Severity.WARNING,
)
SUPPRESSED = Check(
    id="POLICY-006",
    layer="policy",
    title="Resources leave it to waivers to accept what is wrong with them",
    why="Metadata with SuppressedRules says neither why, nor who accepted it, nor until when; it is not heeded here.",
    fix="Accept it by a waiver, with reason, owner and expiry, and remove the metadata.",
    source="https://github.com/aws-cloudformation/aws-guard-rules-registry",
    severity=Severity.INFO,
)
CHECKS = (CONFIGURED, FILLED, APPLIES, UNIQUE, DESCRIBED, SUPPRESSED)
