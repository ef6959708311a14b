"""Two regions in memory: stacks are deployed, updated and deleted there as AWS would, and break as AWS does."""
