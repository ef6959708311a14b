"""What is left out or let pass on purpose, each with its reason. A test finds those that serve no more."""

# Handler permissions that the execution role does not have, for the template has no such property or resource.
# An action, or a resource type and an action.
NOT_NEEDED = {
    "AWS::CloudWatch::Dashboard cloudwatch:*ag*Resource": "IAM knows no tags of dashboards; ours have none",
    "AWS::DynamoDB::Table s3:ListBucket": "no table is imported from S3",
    "AWS::EC2::FlowLog s3:*BucketPolicy": "flow logs go to a log group, not to a bucket",
    "application-autoscaling:*ScalableTarget": "the tables are on demand and scale by themselves",
    "application-autoscaling:Delete*": "the tables are on demand and scale by themselves",
    "application-autoscaling:Put*": "the tables are on demand and scale by themselves",
    "autoscaling:DescribeTags": "no flow log is selected by tags of an Auto Scaling group",
    "backup-storage:Mount": "the name of an older permission",
    "dynamodb:DescribeBackup": "no backup of a table is a resource of the template",
    "dynamodb:DescribeEndpoints": "the SDK's own discovery; DynamoDB has its regional endpoint",
    "dynamodb:DescribeExport": "exports are made by the workflow, not by the stack",
    "dynamodb:DescribeGlobalTable*": "global tables of the version of 2017",
    "dynamodb:DescribeImport": "no table is imported from S3",
    "dynamodb:DescribeLimits": "the account's, not the table's",
    "dynamodb:DescribeReservedCapacity*": "the account's, not the table's",
    "dynamodb:DescribeStream": "records of the stream are read by functions, not by the stack",
    "dynamodb:ImportTable": "no table is imported from S3",
    "dynamodb:*KinesisStreamingDestination": "no table streams into Kinesis",
    "ec2:AcceptAddressTransfer": "no address comes from another account",
    "ec2:AssociateAddress": "no address is given to an instance",
    "ec2:*PrivateNatGatewayAddress": "no NAT gateway has more than one address",
    "ec2:*SubnetCidrBlock": "no subnet has IPv6",
    "ec2:*VpnGateway": "there is no VPN",
    "ec2:CreateVpcEncryptionControl": "VPC encryption control is not used",
    "elasticfilesystem:DescribeMountTargets": "no function has a file system",
    "firehose:TagDeliveryStream": "no log is delivered to Firehose",
    "iam:*": "checked apart, each under its condition",
    "kinesis:DescribeStream": "no table streams into Kinesis",
    "kinesis:PutRecords": "no table streams into Kinesis",
    "lambda:*CodeSigningConfig": "no code is signed",
    "lambda:GetLayerVersion": "no function has layers",
    "lambda:InvokeFunction": "checked apart: the function behind custom resources only",
    "lambda:PassCapacityProvider": "no function runs on managed instances",
    "logs:CreateLogStream": "a table's import writes it; no table is imported",
    "logs:DescribeLogStreams": "a table's import reads it; no table is imported",
    "logs:PutLogEvents": "a table's import writes it; no table is imported",
    "route53-recovery-control-config:DescribeRoutingControl": "no health check hangs on a routing control",
    "route53:*QueryLoggingConfig": "a private zone has no query logging",
    "s3:*MetadataTableConfiguration": "no bucket has metadata tables",
    "s3:UpdateBucketMetadata*": "no bucket has metadata tables",
    "s3:DeleteObject": "buckets with objects in them are kept",
    "s3:GetObject*": "code and definitions stand in the template",
    "s3:PutObjectAcl": "objects have no ACLs: bucket owner enforced",
    "s3tables:*": "no bucket has metadata tables",
    "sts:AssumeRole": "both VPCs are of one account",
    "vpc-lattice:*": "no endpoint leads to a service network",
    "vpce:AllowMultiRegion": "every endpoint is of its own region",
}
# Complaints about policies of the templates that stay.
ACCEPTED = {
    "kms:DescribeKey has no key kms:EncryptionContext:aws:logs:arn": "AWS's own example of a key policy for log groups",
}
# Roles without a name that the execution role could know. Goes when lib/TapStack.json names them.
NAMED_LATER = frozenset({"LambdaExecutionRole", "S3ReplicationRole"})
