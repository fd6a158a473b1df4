"""A new activity has a code by itself."""

import pytest

from spa_me.domain.cofunding.codes import next_code


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], "A-1"),
        (["Training"], "A-1"),
        (["A-1", "A-3"], "A-4"),
        (["R 9"], "R 10"),
        (["KH/007"], "KH/008"),
        (["1.1", "1.2", "2.1"], "1.3"),
        (["កម្មវិធី 1"], "កម្មវិធី 2"),
    ],
)
def test_the_next_code_follows_the_pattern_of_the_plan(codes: list[str], expected: str) -> None:
    assert next_code(codes) == expected
    assert next_code(codes) not in codes
