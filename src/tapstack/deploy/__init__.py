"""The real thing: StackSets deployed, followed, proved, taken back through boto3, wherever its endpoints lead."""
