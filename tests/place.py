"""Where the platform of these tests stands, and the parameters with which it has everything."""

ACCOUNT = "123456789012"
SOURCE, TARGET = "us-east-1", "eu-central-1"
REGIONS = (SOURCE, TARGET)
SUFFIX = "verify"
# Parameters of lib/TapStack.json under which it makes everything that it can, and names everything in its policies.
EVERYTHING = {
    "ReplicationMode": "BIDIRECTIONAL",
    "HistoricalBucketName": "history-of-trades",
    "HistoricalTableName": "history-of-trades",
    "HistoricalKeyArn": f"arn:aws:kms:{SOURCE}:{ACCOUNT}:key/0a1b2c3d",
    "MirrorEnabled": "true",
    "InterfaceEndpoints": "true",
    "NatGatewayEnabled": "true",
    "NotificationEmail": "desk@example.com",
    "ObjectLockRetentionDays": "30",
    "BackupDataBucket": "true",
}
TEMPLATE_BUCKET = "templates-of-the-platform"
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
