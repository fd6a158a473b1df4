"""One description of what people fill in: what each field is called, and what it may hold.

Entry by hand, forms, files, *Check*, sealing and taking in hold records to it. `kinds.py` says what
a code, a name or an amount is; `records.py` which field of which record is one.
"""
