"""How a bucket encrypts what it is given."""

from tapstack.graph.stackset import Item

_DEFAULT = "BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault"


def uses_kms(bucket: Item) -> bool:
    """Whether its default encryption is with a KMS key. Raises NotKnown."""
    defaults = bucket.properties.each(_DEFAULT)
    return any(default["SSEAlgorithm"].is_in("aws:kms", "aws:kms:dsse") for default in defaults)
