"""Screens of the desk, one a file, each with its `.tcss` beside it."""
