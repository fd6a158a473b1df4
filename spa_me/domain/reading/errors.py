"""What could not be read, in sentences that can be shown."""

from __future__ import annotations

from spa_me.domain.sentences import Sentence, say

_BOTH = "{what}; expected {expected}"


class UnreadError(ValueError):
    """A text or cell that has not exactly one meaning.

    Attributes:
        what: what stands there and why it was not taken.
        expected: what would be right; None where that goes without saying.
    """

    def __init__(self, what: Sentence, expected: Sentence | None = None) -> None:
        self.what, self.expected = what, expected
        super().__init__(str(self.sentence))

    @property
    def sentence(self) -> Sentence:
        """Both in one sentence."""
        if self.expected is None:
            return self.what
        return say(_BOTH, what=self.what, expected=self.expected)


_MOST = 40


def quoted(text: str) -> str:
    """Return the beginning of a text, for a message."""
    return text.strip()[:_MOST]
