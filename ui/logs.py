"""The log: what the app did and where it failed, without anybody's data."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from spa_me.paths import log_folder

_BYTES = 500_000
_KEPT = 2
_TAIL = 200
_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_FileError = tuple[type[BaseException], BaseException, TracebackType | None]


class DiscreetFormatter(logging.Formatter):
    """Writes exceptions as their kinds and places: their texts may hold what somebody typed."""

    def formatException(  # its arguments are those of logging
        self, ei: _FileError | tuple[None, None, None]
    ) -> str:
        """Return the frames and kinds of an exception and of those that led to it."""
        return "" if ei[1] is None else frames_of(ei[1])

    def format(self, record: logging.LogRecord) -> str:
        """Return a line in which the person's home folder is `~`."""
        # Another handler may have kept the full text of the exception in the record.
        record.exc_text = None
        text = super().format(record)
        record.exc_text = None
        return without_home(text)


def frames_of(error: BaseException) -> str:
    """Return where an exception came from: files, lines and kinds, but no message."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        places = traceback.extract_tb(seen.__traceback__)
        kind = type(seen)
        parts += [f"{kind.__module__}.{kind.__qualname__}"]
        parts += [f"  {_short(place.filename)}:{place.lineno} {place.name}" for place in places]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return without_home("\n".join(parts))


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])


def without_home(text: str) -> str:
    """Return `text` with the person's home folder, which carries their name, as `~`."""
    home = str(Path.home())
    if len(home) < 2:
        return text
    return re.sub(re.escape(home), "~", text, flags=re.IGNORECASE)


def log_file() -> Path:
    """Return the log file; it need not exist yet."""
    return log_folder() / "spa-me.log"


def start_log() -> None:
    """Write what is logged, by Qt too, into a file that never grows beyond half a megabyte."""
    logger = logging.getLogger()
    logger.setLevel(logging.INFO)
    formatter = DiscreetFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        path = log_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        # Without a place for the log the app still works; the terminal shows what is logged.
        handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logger.addHandler(handler)
    qInstallMessageHandler(_take_qt_message)


def _take_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    logging.getLogger("qt").log(_QT_LEVELS.get(kind, logging.WARNING), "%s", text)


def log_tail() -> str:
    """Return the last lines of the log; empty if there is none."""
    try:
        lines = log_file().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return without_home("\n".join(lines[-_TAIL:]))
