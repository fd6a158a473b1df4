"""Texts of people and files where Qt would read more into them: tool tips and mnemonics.

Qt takes a tool tip that looks like HTML for HTML and opens what an image in it names; and it takes
an `&` on a button for the mark of a key.
"""

from __future__ import annotations

import re
from html import escape

_LONGEST_WORD, _MAY_BREAK = 24, "\u200b"
_LONGEST_LINE = 80
"""What is longer is broken into lines, which Qt does only with what it reads as HTML."""


def as_tooltip(text: str) -> str:
    """Return a tool tip that shows a text as it stands, line by line and never as HTML."""
    is_short = all(len(line) <= _LONGEST_LINE for line in text.split("\n"))
    if is_short and not {"<", "&"} & {*text}:
        return text
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>"


def breakable(name: str) -> str:
    """Return the name of a file that may break after its signs, and anywhere where there are none.

    A label without a place to break is as wide as its text, and would push its panel out of sight.
    """
    parts = re.findall(rf"[^-_. ]{{1,{_LONGEST_WORD}}}[-_. ]*|[-_. ]+", name)
    return _MAY_BREAK.join(parts)


def without_mnemonic(text: str) -> str:
    """Return a text for a button or a menu that shows each `&` and makes no key of it."""
    return text.replace("&", "&&")
