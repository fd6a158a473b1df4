"""Frozen read models made from the domain: screen, workbook and command line show the same book."""

from spa_me.reports.book import BookQuestion, ReportBook
from spa_me.reports.making import make_book

__all__ = ["BookQuestion", "ReportBook", "make_book"]
