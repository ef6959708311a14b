"""What a report shows beside verdicts, made of what was judged."""

from tapstack.pipeline.exhibits.make import exhibits

__all__ = ["exhibits"]
