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


def make_profile() -> QWebEngineProfile:
    """Return an off-the-record profile; it keeps nothing, fetches nothing, downloads nothing.

    It has to outlive every page that uses it.
    """
    profile = QWebEngineProfile()
    profile.setUrlRequestInterceptor(_DenyAll(profile))
    profile.installUrlSchemeHandler(SCHEME.encode(), _Files(profile))
    profile.downloadRequested.connect(_cancel)
    profile.setSpellCheckEnabled(False)
    settings = profile.settings()
    attribute = QWebEngineSettings.WebAttribute
    for unwanted in (
        attribute.LocalStorageEnabled,
        attribute.JavascriptCanOpenWindows,
        attribute.JavascriptCanAccessClipboard,
        attribute.LocalContentCanAccessRemoteUrls,
        attribute.LocalContentCanAccessFileUrls,
        attribute.HyperlinkAuditingEnabled,
        attribute.PluginsEnabled,
        attribute.PdfViewerEnabled,
        attribute.WebGLEnabled,
        attribute.DnsPrefetchEnabled,
        attribute.ErrorPageEnabled,
        attribute.NavigateOnDropEnabled,
        attribute.FullScreenSupportEnabled,
    ):
        settings.setAttribute(unwanted, False)
    return profile


def _cancel(request: QWebEngineDownloadRequest) -> None:
    request.cancel()
