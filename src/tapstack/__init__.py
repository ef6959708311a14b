"""tapstack proves a CloudFormation template, region by region and as a pair, before AWS sees it."""

__version__ = "0.1.0"
