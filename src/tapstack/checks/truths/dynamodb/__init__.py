"""Tables, their keys, indexes, capacity and replicas."""
