"""Writing the container: the same members always give the same bytes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from spa_me.packages import limits
from spa_me.packages.names import EVIDENCE, MIMETYPE, MIMETYPE_CONTENT, order_of

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def write_container(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of members by name, with `mimetype` before them.

    Text is deflated. Evidence is stored: scans and office documents are compressed already. So is
    text that repeats itself more often than a reader believes.
    """
    stream = BytesIO()
    everything = {MIMETYPE: MIMETYPE_CONTENT, **members}
    with zipfile.ZipFile(stream, "w") as file:
        for name in sorted(everything, key=order_of):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3  # the same on every system
            entry.external_attr = _PLAIN_FILE
            is_stored = name == MIMETYPE or name.startswith(EVIDENCE) or _repeats(everything[name])
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            file.writestr(entry, everything[name])
    return stream.getvalue()


def _repeats(content: bytes) -> bool:
    """Return whether a text would be larger than its compressed form by more than is believed."""
    if len(content) <= limits.RATIO_FREE:
        return False
    deflate = zlib.compressobj(wbits=-15)  # as in a ZIP, without a header
    packed = len(deflate.compress(content)) + len(deflate.flush())
    return len(content) > limits.RATIO * packed
