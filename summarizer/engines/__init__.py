"""Engines that score, word or write; loaded by name, heavy libraries only when needed."""
