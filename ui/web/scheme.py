"""The app's own address scheme, from which the chart page is served.

Qt asks for it before the application object exists. What it really needs is that the web engine has
not started yet and that `AA_ShareOpenGLContexts` was set before the application object (`ui.app`
does so), and that keeps the import of the web engine out of the start of the app. A test holds Qt
to it.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWebEngineCore import QWebEngineUrlScheme

SCHEME = "spame"
PAGE_ADDRESS = f"{SCHEME}://charts/page.html"


def register() -> None:
    """Make the scheme known: secure and CORS-enabled, but not local; before the first profile."""
    name = SCHEME.encode()
    if not QWebEngineUrlScheme.schemeByName(name).name().isEmpty():
        return
    if QCoreApplication.instance() is None:
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    scheme = QWebEngineUrlScheme(name)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.CorsEnabled)
    QWebEngineUrlScheme.registerScheme(scheme)
