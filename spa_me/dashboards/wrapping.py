"""Breaking labels into lines for charts, which cannot do it themselves."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from spa_me.dashboards.look import ELLIPSIS

_STAYS_WITH_THE_NEXT = "เแโใไເແໂໃໄ"
"""Thai and Lao vowels that are written before the consonant they belong to."""


def wrapped(text: str, width: int, lines: int) -> list[str]:
    """Return a text in at most `lines` lines, the last one cut with `…` if need be.

    Lines break at spaces; a word longer than a line, as in scripts without spaces, breaks between
    letters, never between a letter and its marks.

    Args:
        text: plain text.
        width: of a line, in letters of middle width; letters of East Asia count twice.
        lines: how many there may be.
    """
    return list(_wrapped(text, width, lines))


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: int, lines: int) -> tuple[str, ...]:
    """Cached, since a matrix repeats its words in hundreds of cells."""
    found: list[str] = []
    line = ""
    for word in _pieces(text.split(), width):
        joined = f"{line} {word}" if line and not word.startswith("\u2060") else line + word
        joined = joined.replace("\u2060", "")
        if line and _width(joined) > width:
            found.append(line)
            line = word.replace("\u2060", "")
        else:
            line = joined
    found.append(line)
    if len(found) <= lines:
        return tuple(found)
    return (*found[: lines - 1], _cut(" ".join(found[lines - 1 :]), width))


def _pieces(words: list[str], width: int) -> Iterator[str]:
    """Yield words; what follows the first piece of a long one begins with a word joiner."""
    for word in words:
        piece, is_first = "", True
        for cluster in _clusters(word):
            if piece and _width(piece + cluster) > width:
                yield piece if is_first else f"\u2060{piece}"
                piece, is_first = "", False
            piece += cluster
        yield piece if is_first else f"\u2060{piece}"


def _clusters(word: str) -> Iterator[str]:
    """Yield letters with their marks; a word has at least one."""
    cluster = ""
    for letter in word:
        is_mark = unicodedata.category(letter).startswith("M")
        if cluster and not is_mark and cluster[-1] not in _STAYS_WITH_THE_NEXT:
            yield cluster
            cluster = ""
        cluster += letter
    yield cluster


def _cut(text: str, width: int) -> str:
    cut = ""
    for cluster in _clusters(text):
        if _width(cut + cluster) > width - 1:
            break
        cut += cluster
    return cut.rstrip(" ,;:–-") + ELLIPSIS


def _width(text: str) -> int:
    return sum(_letter_width(letter) for letter in text)


def _letter_width(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
