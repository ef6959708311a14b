"""What the lint layer reports under its own name; every other id is cfn-lint's."""

from tapstack.findings import Check

VERSION = "1.58.0"

CLEAN = Check(
    id="LINT",
    layer="lint",
    title="cfn-lint has nothing against the resource",
    why="cfn-lint compares every property with AWS's resource schemas and knows many mistakes beyond them.",
    fix="See the fix of each finding.",
    source=f"cfn-lint {VERSION}",
)
CRASH = Check(
    id="LINT-ERROR",
    layer="lint",
    title="cfn-lint can judge the template",
    why="cfn-lint stopped before it had judged the whole template, so nothing is known about the rest.",
    fix="Mend what the message names, or report the crash to cfn-lint with the smallest template that shows it.",
    source=f"cfn-lint {VERSION}",
)
CHECKS = (CLEAN, CRASH)
