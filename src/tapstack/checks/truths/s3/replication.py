"""What several truths ask of a replication configuration."""

from tapstack.graph.stackset import Property


def runs(rule: Property) -> bool:
    """Whether the rule is enabled. Raises NotKnown."""
    return rule["Status"].equals("Enabled")


def selects_encrypted(rule: Property) -> bool:
    """Whether it selects objects that are encrypted with KMS keys. Raises NotKnown."""
    return rule["SourceSelectionCriteria.SseKmsEncryptedObjects.Status"].equals("Enabled")


def filters_by_tag(rule: Property) -> bool:
    """Whether its filter names tags. Raises NotKnown."""
    return rule.has("Filter.TagFilter") or bool(rule["Filter.And.TagFilters"].items)
