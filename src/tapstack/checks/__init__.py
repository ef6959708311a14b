"""Layers: from stacks to findings. Each has ``run(subject)``, which yields a verdict of every status."""
