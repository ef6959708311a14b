"""What a StackSet may be called.

Source: the documentation of CreateStackSet, StackSetName: letters, digits and hyphens, a letter first, at most 128.
"""

NAME = r"[a-zA-Z][-a-zA-Z0-9]{0,127}"
