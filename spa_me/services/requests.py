"""What a command asks for, as a digest that tells the same request from another."""

from __future__ import annotations

import hashlib


def request_digest(content: object) -> str:
    """Return the SHA-256 of what is asked; records say all of their content when printed."""
    return hashlib.sha256(repr(content).encode()).hexdigest()
