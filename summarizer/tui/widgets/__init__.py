"""Widgets of the desk, one a file."""
