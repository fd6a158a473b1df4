"""Taking the filled-in Excel form back: recognise it, compare it, show it, record it."""

from spa_me.services.forms.preview import FormChange, FormPreview, preview_form
from spa_me.services.forms.recognising import FormFile, read_form
from spa_me.services.forms.taking import FormOutcome, form_content, take_form

__all__ = [
    "FormChange",
    "FormFile",
    "FormOutcome",
    "FormPreview",
    "form_content",
    "preview_form",
    "read_form",
    "take_form",
]
