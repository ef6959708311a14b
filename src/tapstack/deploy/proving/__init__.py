"""What is asked of AWS in every region after a deployment: is all there, and does what links the regions work."""

from tapstack.deploy.proving.run import prove

__all__ = ["prove"]
