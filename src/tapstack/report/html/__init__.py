"""The HTML report: views of the records, templates that only lay them out, and its own style and script.

It can be read without the script, which adds filters, search, the picture that moves, and keys.
"""
