"""What running a `spa-me` command gives a test."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The whole of the standard output as JSON."""
        return json.loads(self.out)


Command = Callable[..., Ran]
"""`spa-me` as a function of its arguments."""
