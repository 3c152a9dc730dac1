"""Names and values of WordprocessingML, which the parts of a Word file are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: _Element, name: str) -> str | None:
    """What the child `name` of an element is set to; None where there is none."""
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")
