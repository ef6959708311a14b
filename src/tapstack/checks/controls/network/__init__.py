"""Controls of networks: ranges, ways in and out, endpoints, peering, zones."""
