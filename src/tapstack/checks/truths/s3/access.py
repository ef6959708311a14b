"""Who may open a bucket to the public: its ownership controls and its public access block."""

from tapstack.graph.stackset import Item

ACLS = ("PublicRead", "PublicReadWrite", "AuthenticatedRead", "AwsExecRead", "LogDeliveryWrite")
PUBLIC_ACLS = ("PublicRead", "PublicReadWrite", "AuthenticatedRead")


def takes_acls(bucket: Item) -> bool:
    """Whether ACLs are on: by ownership controls only, for new buckets have them off. Raises NotKnown."""
    rules = bucket.properties.each("OwnershipControls.Rules[]")
    return any(rule["ObjectOwnership"].is_in("ObjectWriter", "BucketOwnerPreferred") for rule in rules)


def blocks(bucket: Item, name: str) -> bool:
    """Whether its public access block has ``name`` on; a new bucket without one has all of it on. Raises NotKnown."""
    block = bucket["PublicAccessBlockConfiguration"]
    return block[name].flag if block.given else True
