"""What CloudFormation tells of a StackSet and of its stacks: records that other parts judge, show and delete by."""
