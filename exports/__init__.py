"""Files made from a report book: the donor workbook, CSV and JSON.

Nothing here computes a result: every figure comes from the book that the screen shows too, so that
an export cannot say anything else.
"""
