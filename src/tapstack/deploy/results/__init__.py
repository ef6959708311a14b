"""What a deployment came to: kept while it runs, then told as findings and as a document."""
