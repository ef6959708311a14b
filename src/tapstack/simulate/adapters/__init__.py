"""One small module a resource type: what CloudFormation's handlers do, through boto3 on the simulated services."""
