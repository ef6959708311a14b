"""Where the template's roles are known not to fit, until they do. A test finds rows that serve no more."""

# Source, action and resource of what a role refuses its function: the reason.
NARROW: dict[tuple[str, str, str], str] = {}
# Source and action of what a role allows and its function never does: the reason.
WIDE: dict[tuple[str, str], str] = {}
