"""Where the platform of these tests stands."""

ACCOUNT = "123456789012"
REGIONS = ("us-east-1", "eu-central-1")
SUFFIX = "verify"
# Parameters of lib/TapStack.json under which it makes everything that it can; none has an effect yet.
EVERYTHING: dict[str, str] = {}
TEMPLATE_BUCKET = "templates-of-the-platform"
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
