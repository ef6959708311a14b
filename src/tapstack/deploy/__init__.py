"""The real thing: deployments into an account through boto3."""
