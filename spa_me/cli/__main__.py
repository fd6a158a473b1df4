"""`python -m spa_me.cli`, where the script `spa-me` is not on the path."""

from __future__ import annotations

from spa_me.cli.running import main

if __name__ == "__main__":
    main()
