"""`python -m ui [FILE.spame] [--example]`: the app's window."""

import sys

from spa_me.limited.child import serve_if_asked


def main() -> int:
    """Open the app; or be the child that reads a stranger's file, if this process was started so.

    A packaged app starts itself as that child, so its entry asks before it imports the window.
    """
    serve_if_asked()
    from ui.app import main as open_app

    return open_app()


if __name__ == "__main__":
    sys.exit(main())
