"""Controls: rules that people require, judged over the planned stacks of all regions."""
