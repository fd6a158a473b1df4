"""How records stand in the audit: what they are called, and their content as readable text."""

from spa_me.services.wording import submissions as _submissions
from spa_me.services.wording.content import value_subject, value_text
from spa_me.services.wording.dispatch import named, subject, text

# Importing the modules is what makes their kinds of records known.
__all__ = ["_submissions", "named", "subject", "text", "value_subject", "value_text"]
