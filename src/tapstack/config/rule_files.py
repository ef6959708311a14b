"""Which files hold policy rules."""

ENDINGS = (".guard", ".ruleset")
