"""What one resource says of another by name, ARN, URL or alias."""
