"""Where the template's roles are known not to fit, until they do. A test finds rows that serve no more."""

_STATE = "arn:aws:dynamodb:eu-central-1:123456789012:table/migration-state-verify"
# Source, action and resource of what a role refuses its function: the reason.
NARROW = {
    ("object_tasks.py", "dynamodb:UpdateItem", _STATE): "the function writes its steps by UpdateItem",
    ("object_comparison.py", "dynamodb:UpdateItem", _STATE): "the function writes its steps by UpdateItem",
}
# Source and action of what a role allows and its function never does: the reason.
WIDE: dict[tuple[str, str], str] = {}
