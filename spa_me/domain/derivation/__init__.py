"""Derivations: every computed status can answer "why?" with data, and be computed again from it."""

from spa_me.domain.derivation.facts import Facts, facts_of, recompute
from spa_me.domain.derivation.figures import achieved, of_figure, of_values, sign_of_values
from spa_me.domain.derivation.marker import Derivation, DerivationInput, derive
from spa_me.domain.derivation.words import COMPARATOR_WORDS

__all__ = [
    "COMPARATOR_WORDS",
    "Derivation",
    "DerivationInput",
    "Facts",
    "achieved",
    "derive",
    "facts_of",
    "of_figure",
    "of_values",
    "recompute",
    "sign_of_values",
]
