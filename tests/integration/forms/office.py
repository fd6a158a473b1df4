"""LibreOffice at work on a form: a macro does what a person would do by hand."""

import shutil
import subprocess
from pathlib import Path

import pytest

_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Filling"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Filling"
 script:language="StarBasic">{code}</script:module>
"""
_CODE = """
Sub Main(source, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  sheet = doc.Sheets.getByName("Form")
{steps}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL(ConvertToURL(target), kind())
  doc.close(True)
  StarDesktop.terminate()
End Sub

Function RowOf(sheet, code)
  For row = 0 To 200
    If sheet.getCellByPosition(2, row).String = code Then
      RowOf = row
      Exit Function
    End If
  Next
  RowOf = -1
End Function

Sub Put(sheet, code, column, content)
  cell = sheet.getCellByPosition(column, RowOf(sheet, code))
  If VarType(content) = 8 Then cell.String = content Else cell.Value = content
End Sub

Sub SortDown(sheet, first, last, column)
  Dim keys(0) As New com.sun.star.table.TableSortField
  keys(0).Field = column
  keys(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields"
  how(0).Value = keys()
  how(1).Name = "ContainsHeader"
  how(1).Value = False
  sheet.getCellRangeByPosition(0, first, 13, last).sort(how())
End Sub
"""


def work_on(profile: Path, source: Path, target: Path, steps: str) -> Path:
    """Open a form in LibreOffice, do some steps of Basic in it, and save it as .xlsx.

    The steps find the document as `doc` and the sheet *Form* as `sheet`; columns count from 0.

    Args:
        profile: folder of LibreOffice's own settings, made at first use.
        source: the form.
        target: where it is saved.
        steps: lines of Basic.
    """
    library = profile / "user" / "basic" / "Standard"
    if not library.is_dir():  # it writes a library of its own when it first starts
        _start(profile, "--terminate_after_init")
    (library.parent / "script.xlc").write_text(_LIBRARIES, "utf-8")
    (library / "script.xlb").write_text(_LIBRARY, "utf-8")
    code = _CODE.replace("{steps}", steps).replace("&", "&amp;").replace("<", "&lt;")
    (library / "Filling.xba").write_text(_MODULE.replace("{code}", code), "utf-8")
    _start(profile, f'macro:///Standard.Filling.Main("{source}","{target}")')
    assert target.is_file(), "the macro did not run to its end"
    return target


def _start(profile: Path, what: str) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
               what]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=110)
