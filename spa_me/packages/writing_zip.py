"""Writing the container: the same members always give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

from spa_me.packages.names import EVIDENCE, MIMETYPE, MIMETYPE_CONTENT, order_of

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def write_container(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of members by name, with `mimetype` before them.

    Text is deflated. Evidence is stored: scans and office documents are compressed already.
    """
    stream = BytesIO()
    everything = {MIMETYPE: MIMETYPE_CONTENT, **members}
    with zipfile.ZipFile(stream, "w") as file:
        for name in sorted(everything, key=order_of):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3  # the same on every system
            entry.external_attr = _PLAIN_FILE
            is_stored = name == MIMETYPE or name.startswith(EVIDENCE)
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            file.writestr(entry, everything[name])
    return stream.getvalue()
