"""Networks: ranges, subnets, routes, peering, endpoints, security groups, flow logs."""
