"""`python -m ui [FILE.spame] [--example]`: the app's window."""

import sys

from ui.app import main

if __name__ == "__main__":
    sys.exit(main())
