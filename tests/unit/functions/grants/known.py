"""Where the template's roles are known not to fit, until they do. A test finds rows that serve no more."""

_STATE = "arn:aws:dynamodb:eu-central-1:123456789012:table/migration-state-verify"
_SPLIT = "since the functions that only look were split off"
# Source, action and resource of what a role refuses its function: the reason.
NARROW = {
    (source, "dynamodb:UpdateItem", _STATE): _SPLIT
    for source in ("object_comparison.py", "object_tasks.py", "table_comparison.py", "table_tasks.py")
}
# Source and action of what a role allows and its function never does: the reason.
WIDE = {
    ("mirror.py", "kms:DescribeKey"): "the function touches no table, and puts records by Decrypt and GenerateDataKey",
    ("object_comparison.py", "dynamodb:DeleteItem"): _SPLIT,
    ("object_comparison.py", "dynamodb:GetItem"): _SPLIT,
    ("object_comparison.py", "dynamodb:PutItem"): _SPLIT,
    ("object_tasks.py", "dynamodb:DeleteItem"): _SPLIT,
    ("object_tasks.py", "dynamodb:PutItem"): _SPLIT,
    ("object_tasks.py", "s3:GetBucketVersioning"): _SPLIT,
    ("object_tasks.py", "s3:ListBucketVersions"): _SPLIT,
    ("table_comparison.py", "dynamodb:DeleteItem"): _SPLIT,
    ("table_comparison.py", "dynamodb:PutItem"): _SPLIT,
    (
        "table_comparison.py",
        "s3:ListBucket",
    ): "nothing is listed, nor a missing object (404) told from a refused one (403)",
    ("table_tasks.py", "dynamodb:DeleteItem"): _SPLIT,
    ("table_tasks.py", "dynamodb:DescribeContinuousBackups"): _SPLIT,
    ("table_tasks.py", "lambda:GetEventSourceMapping"): _SPLIT,
    ("table_tasks.py", "lambda:UpdateEventSourceMapping"): _SPLIT,
    ("table_tasks.py", "s3:ListBucket"): "nothing is listed, nor a missing object (404) told from a refused one (403)",
}
