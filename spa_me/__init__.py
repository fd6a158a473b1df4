"""SPA-ME keeps a regional plan of action honest."""

__version__ = "0.1.0"
