"""How long the steps of jobs take, in seconds: assumptions all, AWS publishes none of them."""

from __future__ import annotations

from typing import Final

ACCEPTED: Final = 5.0
"""From New to Preparing."""
PREPARING: Final = 60.0
"""To make a manifest."""
RATE: Final = 100.0
"""Versions that a job replicates in a second."""
LOOK: Final = 10.0
"""Until a job that waits to be confirmed finds out."""
