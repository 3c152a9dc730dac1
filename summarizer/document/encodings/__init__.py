"""From bytes to text: Unicode encodings and the four legacy Vietnamese ones, named or detected."""

from summarizer.document.encodings.detect import Decoded, decode
from summarizer.document.encodings.fonts import font_encoding, mend_all, read_run
from summarizer.document.encodings.mend import mend
from summarizer.document.encodings.names import NAMES, canonical

__all__ = ["NAMES", "Decoded", "canonical", "decode", "font_encoding", "mend", "mend_all", "read_run"]
