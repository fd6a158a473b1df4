"""The palette: told apart with every kind of colour vision, and readable."""

import itertools
import math

import pytest

from spa_me.dashboards.theme import DARK, LIGHT, Palette, contrast, readable_on

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]

# Machado, Oliveira and Fernandes 2009, severity 1; for linear RGB.
VISION: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE: Rgb = (0.95047, 1.0, 1.08883)
PALETTES = {"light": LIGHT, "dark": DARK}


def _linear(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return (_channel(red), _channel(green), _channel(blue))


def _channel(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _times(matrix: Matrix, colour: Rgb) -> Rgb:
    one, two, three = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return (one, two, three)


def _lab(colour: str, vision: Matrix) -> Rgb:
    seen = _times(vision, _linear(colour))
    clipped = (min(1, max(0, seen[0])), min(1, max(0, seen[1])), min(1, max(0, seen[2])))
    x, y, z = (
        _f(value / white) for value, white in zip(_times(_XYZ, clipped), _WHITE, strict=True)
    )
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def _f(t: float) -> float:
    return t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def _distance(one: str, other: str, vision: str) -> float:
    return math.dist(_lab(one, VISION[vision]), _lab(other, VISION[vision]))


def test_distance_is_that_of_cie_lab() -> None:
    assert _distance("#000000", "#FFFFFF", "usual") == pytest.approx(100, abs=0.01)
    assert _distance("#FF0000", "#00FF00", "usual") == pytest.approx(170.58, abs=0.1)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", PALETTES)
def test_statuses_are_told_apart(theme: str, vision: str) -> None:
    palette = PALETTES[theme]
    fills = (palette.fully, palette.partly, palette.unmet, palette.hatch)
    for one, other in itertools.combinations(fills, 2):
        assert _distance(one, other, vision) >= 32, (one, other)


def _texts(palette: Palette) -> list[tuple[str, str]]:
    return [
        (palette.on_fully, palette.fully),
        (palette.on_partly, palette.partly),
        (palette.on_unmet, palette.unmet),
        (palette.on_hatch, palette.hatch_ground),
        (palette.on_accent, palette.accent),
        (palette.text, palette.surface),
        (palette.text, palette.accent_soft),
        (palette.muted, palette.surface),
        (palette.muted, palette.background),
        (palette.accent, palette.surface),
        (palette.warning, palette.surface),
        (palette.warning, palette.warning_soft),
        *((readable_on(shade), shade) for shade in palette.shades),
    ]


@pytest.mark.parametrize("theme", PALETTES)
def test_text_is_readable(theme: str) -> None:
    """At least 4.5 : 1, as WCAG 2 asks for text of usual size."""
    for text, ground in _texts(PALETTES[theme]):
        assert contrast(text, ground) >= 4.5, (text, ground)


@pytest.mark.parametrize("theme", PALETTES)
def test_a_status_stands_out_from_the_page(theme: str) -> None:
    palette = PALETTES[theme]
    for fill in (palette.fully, palette.unmet):
        assert contrast(fill, palette.surface) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
