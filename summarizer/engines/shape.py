"""What a network is built by, as its `config.json` has it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Shape:
    """Base of the networks' settings; their fields are numbers and tuples of names."""

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> Self:
        """The fields among `raw`, as JSON knows them; others are left aside."""
        known = {f.name: raw[f.name] for f in fields(cls) if f.name in raw}
        return cls(**{name: tuple(value) if isinstance(value, list) else value for name, value in known.items()})

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON knows them."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}
