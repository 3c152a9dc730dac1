"""The reader: a sentence ranker and embedder of this project's own, shipped in `models/reader`."""
