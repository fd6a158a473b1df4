"""Derivations: every computed status can answer "why?" with data, and be computed again from it."""

from spa_me.domain.derivation.facts import Facts, facts_of, recompute
from spa_me.domain.derivation.marker import Derivation, DerivationInput, derive
from spa_me.domain.derivation.words import COMPARATOR_WORDS, percent_sign

__all__ = [
    "COMPARATOR_WORDS",
    "Derivation",
    "DerivationInput",
    "Facts",
    "derive",
    "facts_of",
    "percent_sign",
    "recompute",
]
