"""The store: one SQLite file that holds articles, facts, briefs, runs and failures, and finds text in them.

Two runs may share a store: writes are short transactions of their own (WAL, a busy timeout), and what is stored is
keyed by content, so that whoever comes second finds it done.
"""

from __future__ import annotations

from summarizer.store.connection import Store, StoreError, default_path, open_store

__all__ = ["Store", "StoreError", "default_path", "open_store"]
