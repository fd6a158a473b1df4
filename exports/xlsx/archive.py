"""Saving a workbook so that the same book gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from exports.xlsx.stream import StreamedSheet

_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


class _StillArchive(ZipFile):
    """A ZIP whose members all carry the first day that the format knows.

    Attributes:
        rows: name of a sheet's member to the XML of its rows, which openpyxl leaves out.
    """

    rows: Mapping[str, Iterable[str]]

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_member(str(zinfo_or_arcname)), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        before, after = _NO_ROWS.split(Path(filename).read_bytes())
        with self.open(_member(str(arcname)), "w") as member:
            member.write(before + b"<sheetData>")
            for row in self.rows[str(arcname)]:
                member.write(row.encode())
            member.write(b"</sheetData>" + after)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name, _FIRST_DAY_OF_ZIP)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    return member


def save(workbook: Workbook, path: Path, made_at: datetime) -> None:
    """Write a workbook; `made_at` (in UTC) becomes the date of its making and of its last change.

    `Workbook.save` would put the present moment into the file instead.
    """
    workbook.properties.created = made_at.replace(tzinfo=None, microsecond=0)
    workbook.properties.modified = workbook.properties.created
    sheets = cast("list[StreamedSheet]", workbook.worksheets)
    with _StillArchive(path, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        archive.rows = {
            f"xl/worksheets/sheet{number}.xml": sheet.rows_xml
            for number, sheet in enumerate(sheets, 1)
        }
        cast("Any", ExcelWriter(workbook, archive)).save()


def discard(workbook: Workbook) -> None:
    """Remove what a workbook that will not be saved has left in the folder of temporary files."""
    for sheet in cast("list[Any]", workbook.worksheets):
        writer = sheet._writer  # noqa: SLF001 (openpyxl only cleans up after saving)
        if writer is None:
            continue
        with suppress(Exception):  # the stream of an unfinished sheet may not end in order
            writer.close()
        Path(writer.out).unlink(missing_ok=True)
