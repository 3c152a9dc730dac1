"""The reading desk: the Textual application. Nothing below this room knows of it.

`commands`, `library`, `edits`, `search`, `layout` and `state` are plain Python and import no Textual, so that the
command line can list keys without paying for a user interface.
"""
