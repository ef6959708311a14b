"""What AWS accepts and then loses: data that goes with its stack, its key, or its queue."""
