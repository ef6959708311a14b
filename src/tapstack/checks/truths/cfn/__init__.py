"""CloudFormation's own resources: custom resources, wait conditions, nested stacks, stack sets."""
