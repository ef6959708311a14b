"""What runs of the nightly deployment left in an account: found by their mark, and removed.

A thing is a run's own only if a mark says so: it carries both tags of ``mark``, or it has exactly the name that the
template gives it under the suffix of a run that tags have told of. A name that begins alike is never enough.
"""
