"""S3: replication of objects, live and in jobs."""

from tapstack.simulate.behaviours.objects.jobs import Jobs
from tapstack.simulate.behaviours.objects.objects import Objects

__all__ = ["Jobs", "Objects"]
