"""Directives: who asks whom to do what by when.

A rule grammar of the language, not of examples: triggers with what undoes them (`triggers`), the frame around one
(`frames`), who is speaking (`speech`), and the state that carries an order over sentences and paragraphs (`reader`).
"""

from __future__ import annotations

from summarizer.facts.directives.reader import find_directives

__all__ = ["find_directives"]
