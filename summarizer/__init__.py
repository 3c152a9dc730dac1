"""tomtat: brief Vietnamese reports and news, with every sentence tied to its source."""

__version__ = "0.3.0"
