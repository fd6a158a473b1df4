"""Colours and shapes that screen, charts, workbooks and slides share.

The four status fills keep a distance of at least 32 (CIE Lab) from each other as seen with
protanopia, deuteranopia and tritanopia, in both themes; `tests/unit/dashboards` measures it.
"""

from __future__ import annotations

from dataclasses import dataclass

from spa_me.domain.status import NoStatus, Status


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme. Every value is a colour as `#RRGGBB`."""

    is_dark: bool
    background: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    warning: str
    warning_soft: str
    error: str
    fully: str
    on_fully: str
    partly: str
    on_partly: str
    unmet: str
    on_unmet: str
    hatch: str
    hatch_ground: str
    on_hatch: str
    shades: tuple[str, ...]

    def fill(self, kind: Status | NoStatus) -> str:
        """Return the fill of a status; of all kinds without status the hatch colour."""
        fills: dict[Status | NoStatus, str] = {
            Status.FULLY: self.fully,
            Status.PARTLY: self.partly,
            Status.NOT: self.unmet,
        }
        return fills.get(kind, self.hatch)

    def text_on(self, kind: Status | NoStatus) -> str:
        """Return the colour of text on a status fill."""
        colours: dict[Status | NoStatus, str] = {
            Status.FULLY: self.on_fully,
            Status.PARTLY: self.on_partly,
            Status.NOT: self.on_unmet,
        }
        return colours.get(kind, self.on_hatch)


LIGHT = Palette(
    is_dark=False,
    background="#F6F7F9",
    surface="#FFFFFF",
    raised="#F1F3F6",
    border="#DFE3E8",
    text="#1C2430",
    muted="#5B6673",
    accent="#1F5FA8",
    on_accent="#FFFFFF",
    accent_soft="#E3ECF7",
    warning="#8A5A00",
    warning_soft="#FFF6DF",
    error="#9E2B25",
    fully="#2E9E7A",
    on_fully="#06180F",
    partly="#EDB93B",
    on_partly="#33280A",
    unmet="#9E2B25",
    on_unmet="#FFFFFF",
    hatch="#D9DEE4",
    hatch_ground="#FFFFFF",
    on_hatch="#4A5461",
    shades=("#1F5FA8", "#5D8FC8", "#8FB1DA", "#C3D6EC", "#7A8795", "#B5BEC8"),
)

DARK = Palette(
    is_dark=True,
    background="#12161C",
    surface="#1B212A",
    raised="#232A35",
    border="#343E4B",
    text="#E7ECF2",
    muted="#A3AFBC",
    accent="#6EA8E6",
    on_accent="#0D1620",
    accent_soft="#22344A",
    warning="#F0C465",
    warning_soft="#3A3018",
    error="#F1948C",
    fully="#3CC29A",
    on_fully="#071A13",
    partly="#EDB93B",
    on_partly="#33280A",
    unmet="#C43D36",
    on_unmet="#FFFFFF",
    hatch="#44546A",
    hatch_ground="#1B212A",
    on_hatch="#C4CDD7",
    shades=("#6EA8E6", "#4376AC", "#37608E", "#2B4868", "#8994A1", "#5A6572"),
)


def readable_on(fill: str) -> str:
    """Return the colour of text, dark or white, that stands out more from a fill."""
    on_dark, on_light = contrast(fill, _WHITE), contrast(fill, _INK)
    return _WHITE if on_dark >= on_light else _INK


_WHITE, _INK = "#FFFFFF", "#0D1620"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
