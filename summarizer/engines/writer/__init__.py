"""The writer: a sentence compressor and fuser of this project's own, shipped in `models/writer`."""
