"""What each text means by each way in: one line a text, one column a way, one reading each.

A reading is a number, a fraction `9/20`, the states that a word can mean, a level, or one of:
`ask` where two meanings are both named, `no` where it is refused with a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from spa_me.domain.framework import FrameworkDefinition, read_definition

NOT_AVAILABLE, EITHER, NOT_APPLICABLE = (
    "not_available",
    "not_available or not_applicable",
    "not_applicable",
)
ASK, NO = "ask", "no"


@dataclass(frozen=True, slots=True)
class Case:
    """A text and its readings.

    Attributes:
        measure: of the question: `count`, `share` (a percentage) or `scale`.
        point, comma: what it means in a window whose decimal sign is the point, and the comma.
        form: what it means as a text in a workbook that shows nothing of its signs.
        comma_file: what it means in a CSV file with commas that holds nothing else.
        semicolon_file: the same with semicolons.
    """

    measure: str
    text: str
    point: str
    comma: str
    form: str
    comma_file: str
    semicolon_file: str


def _all(measure: str, text: str, reading: str) -> Case:
    return Case(measure, text, *([reading] * 5))


_DIGITS = {"Khmer": "១២៣", "Lao": "໑໒໓", "Thai": "๑๒๓", "Burmese": "၁၂၃", "Arabic": "١٢٣",
           "full width": "１２３"}  # fmt: skip

CASES = (
    # Numbers.
    _all("count", "0", "0"),
    _all("count", "1500", "1500"),
    _all("count", "1 500", "1500"),
    _all("count", "1\u00a0500", "1500"),
    _all("count", "1\u202f500", "1500"),
    _all("count", "+3", "3"),
    _all("count", "999999999999999999", "999999999999999999"),
    Case("count", "1.500", "1.5", "1500", ASK, "1.5", "1500"),
    Case("count", "1,500", "1500", "1.5", ASK, "1500", "1.5"),
    Case("count", "70.000", "70", "70000", ASK, "70", "70000"),
    Case("count", "12.5", "12.5", NO, "12.5", "12.5", "12.5"),
    Case("count", "12,5", NO, "12.5", "12.5", "12.5", "12.5"),
    Case("count", "1,234,567", "1234567", NO, "1234567", "1234567", "1234567"),
    Case("count", "1.234.567", NO, "1234567", "1234567", "1234567", "1234567"),
    Case("count", "1.234,5", NO, "1234.5", "1234.5", "1234.5", "1234.5"),
    Case("count", "1,234.5", "1234.5", NO, "1234.5", "1234.5", "1234.5"),
    # Digits of the users' own scripts, and signs that nobody sees.
    *(_all("count", digits, "123") for digits in _DIGITS.values()),
    _all("count", "12\u200b3", "123"),
    _all("count", "\u200e123\u200c\u00ad", "123"),
    _all("count", "\u2066123\u2069", "123"),
    # Percentages and fractions.
    _all("share", "45", "45"),
    _all("share", "45%", "45"),
    _all("share", "45 %", "45"),
    _all("share", "៤៥ %", "45"),
    Case("share", "45,5 %", NO, "45.5", "45.5", "45.5", "45.5"),
    Case("share", "45.5%", "45.5", NO, "45.5", "45.5", "45.5"),
    _all("share", "9/20", "9/20"),
    _all("share", "9 of 20", "9/20"),
    _all("share", "៩/២០", "9/20"),
    _all("share", "9/", NO),
    _all("share", "9/0", NO),
    Case("share", "1,200/2,400", "1200/2400", "1.2/2.4", ASK, "1200/2400", "1.2/2.4"),
    _all("count", "45%", NO),
    _all("count", "9/20", NO),
    # Words for no figure.
    *(_all(measure, word, NOT_AVAILABLE)
      for measure in ("count", "share", "scale")
      for word in ("–", "-", "tbc", "no data", "គ្មានទិន្នន័យ", "ບໍ່ມີຂໍ້ມູນ", "ไม่มีข้อมูล", "不详")),
    *(_all("count", word, EITHER) for word in ("N/A", "n.a.")),
    *(_all("count", word, NOT_APPLICABLE) for word in ("not applicable", "sans objet", "不适用")),
    _all("count", "nil", NO),
    _all("count", "none", NO),
    # Marks, errors, dates and the rest.
    *(_all("count", text, NO) for text in (
        "abc", "12 persons", "1e5", "½", "$5", "=1+1", "1.2.3", "1 50", "NaN", "(5)", "-",
        "#N/A", "#DIV/0!", "TRUE", "2014-07-03", "3/7/2014", "12\u0301",
    ) if text != "-"),
    *(_all("share", text, NO) for text in ("#VALUE!", "TRUE", "1/2/3")),
    # Levels.
    _all("scale", "good", "good"),
    _all("scale", "GOOD", "good"),
    _all("scale", "superb", NO),
)  # fmt: skip


def definition() -> FrameworkDefinition:
    """Return a framework that asks one question for each case."""
    levels = [
        {"code": "good", "title": "Good", "status": "fully"},
        {"code": "bad", "title": "Bad", "status": "not"},
    ]
    more: dict[str, dict[str, object]] = {
        "count": {},
        "share": {"measure": "percentage", "across_units": "ratio"},
        "scale": {"measure": "scale", "levels": levels},
    }
    plan = {"code": "T", "kind": "programme", "title": "Test", "owner": "Nobody"}
    return read_definition(
        {
            "format": 1,
            "code": "T",
            "version": "1",
            "title": "Test",
            "in_force_from": "2014-01-01",
            "plan": plan,
            "levels": [{"code": "outcome", "title": "Outcome"}],
            "results": [{"code": "1", "level": "outcome", "title": "A result"}],
            "units": [{"code": "A", "name": "Country A"}],
            "periods": [
                {"code": "2014", "title": "2014", "start": "2014-01-01", "end": "2014-12-31"}
            ],
            "indicators": [
                {
                    "code": code_of(number),
                    "result": "1",
                    "title": f"Question {number}",
                    "unit": "things",
                    "scope": "countries",
                    **more[case.measure],
                }
                for number, case in enumerate(CASES)
            ],
            "markers": [],
        },
        "test",
    )


def code_of(number: int) -> str:
    """Return the code of the question of a case."""
    return f"q{number}"
