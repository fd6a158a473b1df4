"""Canonical JSON: written as RFC 8785 says, and read in no other wording."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from spa_me.packages.canonical import canonical, depth_of, read_rows, read_value
from spa_me.packages.failures import PackageRefusedError, Refusal

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
KEYS = st.text(st.characters(max_codepoint=0xD7FF), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def rows_in(content: bytes) -> list[dict[str, Any]]:
    return [row for block in read_rows(content, "data/values.ndjson") for row in block]


@given(VALUES)
def test_it_is_the_canonical_form_of_the_standard(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), st.integers(0, 9) | st.just('ñ"\\\n')), min_size=1
    )
)
def test_rows_come_back_as_they_were(rows: list[dict[str, Any]]) -> None:
    assert rows_in(b"".join(canonical(row) + b"\n" for row in rows)) == rows


def test_rows_of_several_blocks_are_numbered_through() -> None:
    many = b"".join(canonical({"a": "x" * 99_000, "b": n}) + b"\n" for n in range(40))

    assert [row["b"] for row in rows_in(many)] == list(range(40))
    with pytest.raises(PackageRefusedError) as refused:
        rows_in(many + b'{"a": 1}\n')
    assert refused.value.where == "data/values.ndjson, line 41"


REFUSED = {
    "a name twice": '{"a":1,"a":2}',
    "space": '{"a": 1}',
    "space around": ' {"a":1}',
    "tab instead of a line": '{"a":1}\t',
    "order of names": '{"b":1,"a":2}',
    "another spelling of a letter": '{"a":"\\u0062"}',
    "a slash escaped": '{"a":"\\/"}',
    "upper-case escape": '{"a":"\\u001F"}',
    "lone surrogate": '{"a":"\\ud800"}',
    "fraction": '{"a":1.5}',
    "whole number as fraction": '{"a":1.0}',
    "exponent": '{"a":1e3}',
    "minus zero": '{"a":-0}',
    "not a number": '{"a":NaN}',
    "infinite": '{"a":-Infinity}',
    "too large a number": '{"a":9007199254740992}',
    "endless number": '{"a":' + "9" * 5_000 + "}",
    "two rows on a line": '{"a":1},{"b":2}',
    "two rows on a line and one on two": '{"a":1},{"b":[{"c":1}\n{"d":2}]}',
    "row cut in two": '{"a":1\n"b":2}',
    "empty line": '{"a":1}\n\n{"a":2}',
    "list instead of a table": '["a"]',
    "text": '"a"',
    "nothing": "null",
    "nested beyond sense": '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
    "open": '{"a":',
    "decomposed letters": '{"a":"e\u0301"}',
    "C1 control": '{"a":"\x85"}',
    "DEL": '{"a":"\x7f"}',
    "byte order mark": '\ufeff{"a":1}',
    "comment": '{"a":1}//',
    "NUL behind": '{"a":1}\0',
}


@pytest.mark.parametrize("line", REFUSED.values(), ids=REFUSED)
def test_another_wording_is_refused_and_the_line_is_named(line: str) -> None:
    with pytest.raises(PackageRefusedError) as refused:
        rows_in(b'{"ok":1}\n' + line.encode() + b"\n")
    assert refused.value.reason is Refusal.JSON
    assert refused.value.where.startswith("data/values.ndjson")


@pytest.mark.parametrize("content", [b"", b"{}", b'{"a":"\xff"}\n', b'{"a":"\xed\xa0\x80"}\n'])
def test_what_is_not_lines_of_text_is_refused(content: bytes) -> None:
    if content:
        with pytest.raises(PackageRefusedError):
            rows_in(content)
    with pytest.raises(PackageRefusedError):
        read_value(content + b"\n", "the manifest")


@given(VALUES)
def test_depth_is_counted_up_to_one_more_than_asked(value: Any) -> None:
    def depth(of: Any) -> int:
        inside = of.values() if isinstance(of, dict) else of if isinstance(of, list) else None
        return 0 if inside is None else 1 + max(map(depth, inside), default=0)

    assert depth_of(value, 100) == depth(value)
    assert depth_of([[[[]]]], 1) == 2
