"""Controls: the files that say what people require, and how each of them stands after a run."""

from tapstack.pipeline.controls.join import controlled
from tapstack.pipeline.controls.scope import book_for

__all__ = ["book_for", "controlled"]
