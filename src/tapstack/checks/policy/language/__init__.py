"""Guard's rule language, read: what a rule looks at, so that it can be judged alone and its doubts be known.

The engine alone gives verdicts. Source: https://docs.aws.amazon.com/cfn-guard/latest/ug/writing-rules.html
"""

from tapstack.checks.policy.language.read import read
from tapstack.checks.policy.language.syntax import Rule, RuleText
from tapstack.checks.policy.language.unreadable import UnreadableError

__all__ = ["Rule", "RuleText", "UnreadableError", "read"]
