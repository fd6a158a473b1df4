"""Words that people write where there is no figure, in the languages of those who fill in.

A word is never read as zero, and never leaves a denominator by itself: it only says which of the
states it seems to mean, and a person chooses.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spa_me.domain.reading.signs import without_unseen
from spa_me.domain.values import STATE_TITLES, ValueState

_AVAILABLE, _APPLICABLE, _DUE = (
    ValueState.NOT_AVAILABLE,
    ValueState.NOT_APPLICABLE,
    ValueState.NOT_YET_DUE,
)
_EITHER = (_AVAILABLE, _APPLICABLE)
_NONE_OR_ZERO: tuple[ValueState, ...] = ()

_WORDS: Mapping[str, Mapping[tuple[ValueState, ...], str]] = {
    "signs": {
        (_AVAILABLE,): "- -- --- – — − … ... .. ? ??",
    },
    "en": {
        (_AVAILABLE,): "not available|unavailable|no data|no figure|no information|nd|n.d.|unknown|"
        "not known|tbc|t.b.c.|to be confirmed|tbd|t.b.d.|to be determined|tba|pending|"
        "see description|see note|see notes|see comment|see comments",
        (_APPLICABLE,): "not applicable|does not apply|not relevant",
        (_DUE,): "not due|not yet due|not due yet",
        _EITHER: "n/a|na|n.a.|n.a",
        _NONE_OR_ZERO: "none|nil",
    },
    "fr": {
        (_AVAILABLE,): "non disponible|données non disponibles|pas de données|inconnu|à confirmer|"
        "à déterminer",
        (_APPLICABLE,): "sans objet|non applicable|s.o.|s/o",
        _NONE_OR_ZERO: "néant|aucun|aucune",
    },
    "es": {
        (_AVAILABLE,): "no disponible|sin datos|s/d|desconocido|por confirmar|por determinar",
        (_APPLICABLE,): "no aplica|no aplicable|no se aplica|no procede",
        _NONE_OR_ZERO: "ninguno|ninguna",
    },
    "pt": {
        (_AVAILABLE,): "não disponível|indisponível|sem dados|desconhecido|a confirmar",
        (_APPLICABLE,): "não aplicável|não se aplica",
        _NONE_OR_ZERO: "nenhum|nenhuma",
    },
    "vi": {
        (_AVAILABLE,): "không có số liệu|chưa có số liệu|không có dữ liệu|chưa có dữ liệu|không rõ",
        (_APPLICABLE,): "không áp dụng",
        (_DUE,): "chưa đến hạn",
        _NONE_OR_ZERO: "không có|không",
    },
    "zh": {
        (_AVAILABLE,): "无数据|暂无数据|没有数据|不详|未知|待定|待确认|無資料|暫無資料|不詳|待確認",
        (_APPLICABLE,): "不适用|不適用",
        (_DUE,): "未到期|尚未到期",
        _NONE_OR_ZERO: "无|無|没有|沒有",
    },
    "th": {
        (_AVAILABLE,): "ไม่มีข้อมูล|ยังไม่มีข้อมูล|ไม่ทราบ",
        (_APPLICABLE,): "ไม่เกี่ยวข้อง",
        (_DUE,): "ยังไม่ถึงกำหนด",
        _NONE_OR_ZERO: "ไม่มี",
    },
    "lo": {
        (_AVAILABLE,): "ບໍ່ມີຂໍ້ມູນ|ຍັງບໍ່ມີຂໍ້ມູນ|ບໍ່ຮູ້",
        (_APPLICABLE,): "ບໍ່ກ່ຽວຂ້ອງ",
        _NONE_OR_ZERO: "ບໍ່ມີ",
    },
    "km": {
        (_AVAILABLE,): "គ្មានទិន្នន័យ|មិនមានទិន្នន័យ|មិនដឹង",
        (_APPLICABLE,): "មិនពាក់ព័ន្ធ",
        _NONE_OR_ZERO: "គ្មាន|មិនមាន",
    },
    "my": {
        (_AVAILABLE,): "အချက်အလက်မရှိ|အချက်အလက်မရှိပါ|ဒေတာမရှိ|ဒေတာမရှိပါ|မသိရ",
        (_APPLICABLE,): "မသက်ဆိုင်|မသက်ဆိုင်ပါ",
        _NONE_OR_ZERO: "မရှိ|မရှိပါ",
    },
}  # fmt: skip
"""By language and by the states that a word can mean; none where it may as well mean zero."""


@dataclass(frozen=True, slots=True)
class NoFigure:
    """A word in place of a figure.

    Attributes:
        states: those that it can mean; empty where it can also mean zero.
        reason: what stands after it: `not available: the file was lost`.
    """

    states: tuple[ValueState, ...]
    reason: str = ""


def no_figure(text: str, titles: Iterable[tuple[str, ValueState]] = ()) -> NoFigure | None:
    """Return what a word in place of a figure can mean; None for every other text.

    Args:
        text: as it was written; a reason may follow after a colon.
        titles: what the states are called where the text comes from, beside their English titles.
    """
    word, _, reason = text.replace("\uff1a", ":").partition(":")
    named = {_key(title): (state,) for title, state in titles if state.needs_reason}
    states = named.get(_key(word), _STATES.get(_key(word)))
    return None if states is None else NoFigure(states, reason.strip())


def _key(word: str) -> str:
    """Return a word as it is compared: in whatever case and width, without any space."""
    seen = unicodedata.normalize("NFKC", without_unseen(word)).casefold()
    return "".join(seen.split())


def _all() -> Iterator[tuple[str, tuple[ValueState, ...]]]:
    for language, meanings in _WORDS.items():
        for states, words in meanings.items():
            for word in words.split(" " if language == "signs" else "|"):
                yield _key(word), states
    for state, title in STATE_TITLES.items():
        if state.needs_reason:
            yield _key(title), (state,)


_STATES: Mapping[str, tuple[ValueState, ...]] = dict(_all())
