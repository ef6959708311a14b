"""Parameters of Parameter Store."""
