"""The Excel form: one module for each sheet. `spa_me.reports.form` says what it holds."""

from exports.form.workbook import write_form

__all__ = ["write_form"]
