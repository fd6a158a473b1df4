"""A profile that serves the chart page from the app's own files and denies everything else."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlSchemeHandler,
)

from ui.web.scheme import SCHEME

HERE = Path(__file__).parent
_CHANNEL = ":/qtwebchannel/qwebchannel.js"
FILES: dict[str, tuple[Path | str, bytes]] = {
    "/page.html": (HERE / "assets" / "page.html", b"text/html"),
    "/page.js": (HERE / "assets" / "page.js", b"text/javascript"),
    "/plotly.js": (HERE / "vendor" / "plotly-cartesian.min.js", b"text/javascript"),
    "/qwebchannel.js": (_CHANNEL, b"text/javascript"),
}
"""All that the scheme serves; a path that is not here is not found."""

_INLINE = {"data", "blob"}

_ATTRIBUTE = QWebEngineSettings.WebAttribute
_UNWANTED = (
    _ATTRIBUTE.LocalStorageEnabled,
    _ATTRIBUTE.JavascriptCanOpenWindows,
    _ATTRIBUTE.JavascriptCanAccessClipboard,
    _ATTRIBUTE.LocalContentCanAccessRemoteUrls,
    _ATTRIBUTE.LocalContentCanAccessFileUrls,
    _ATTRIBUTE.HyperlinkAuditingEnabled,
    _ATTRIBUTE.PluginsEnabled,
    _ATTRIBUTE.PdfViewerEnabled,
    _ATTRIBUTE.WebGLEnabled,
    _ATTRIBUTE.DnsPrefetchEnabled,
    _ATTRIBUTE.ErrorPageEnabled,
    _ATTRIBUTE.NavigateOnDropEnabled,
    _ATTRIBUTE.FullScreenSupportEnabled,
)


class _Files(QWebEngineUrlSchemeHandler):
    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer with one of the known files."""
        known = FILES.get(job.requestUrl().path())
        file = QFile(str(known[0])) if known else None
        if known is None or file is None or not file.open(QIODevice.OpenModeFlag.ReadOnly):
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        # The job owns the buffer, since it is read after this method has returned.
        buffer = QBuffer(job)
        buffer.setData(file.readAll())
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(known[1]), buffer)


class _DenyAll(QWebEngineUrlRequestInterceptor):
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Block every request but those for our own files and for pictures inside the page."""
        if info.requestUrl().scheme() not in {SCHEME, *_INLINE}:
            info.block(True)


class ChartProfile(QWebEngineProfile):
    """Off the record: it keeps nothing, fetches nothing and downloads nothing.

    It has to outlive every page that uses it, and whoever makes it has to keep it.
    """

    def __init__(self) -> None:
        super().__init__()
        # Kept here, since Qt holds both without keeping their Python halves alive, and an
        # interceptor without its Python half lets everything through.
        self._deny = _DenyAll(self)
        self._files = _Files(self)
        self.setUrlRequestInterceptor(self._deny)
        self.installUrlSchemeHandler(SCHEME.encode(), self._files)
        self.downloadRequested.connect(_cancel)
        self.setSpellCheckEnabled(False)
        for unwanted in _UNWANTED:
            self.settings().setAttribute(unwanted, False)


def _cancel(request: QWebEngineDownloadRequest) -> None:
    request.cancel()
