"""The one reader: what a text or a cell means, wherever it comes in.

The sheet, the pages, the Excel form, CSV files and the command line read numbers, percentages,
fractions, words for no figure, dates and codes here and nowhere else. Each gets the cell and the
signs that are in force (those of the window's locale, or what the file itself shows), and gives one
reading, or says by `UnreadError` that there are two, or none. Frameworks, packages and dumps are
written by programs and stay out of this: there a number has one canonical form.
"""
