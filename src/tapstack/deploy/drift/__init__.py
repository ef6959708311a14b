"""What was changed beside CloudFormation since the deployment: ``tapstack drift``."""
