"""What a browser may do with the report: run its one script, use its one style, and nothing else.

Source: https://www.w3.org/TR/CSP3/ (a policy given by a meta element holds for what follows it)
"""

import base64
import hashlib


def policy(script: str, style: str) -> str:
    """A Content-Security-Policy by which nothing that is not these very texts is run or applied, and nothing is loaded.

    The script cannot make markup of a text either, for no policy of trusted types is allowed.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
