"""Who may do what."""

import pytest

from spa_me.domain.errors import RefusedError
from spa_me.domain.submission import Member, Right, refuse_without, rights_of, same_name

DARA = Member("Sok Dara", frozenset({Right.ENTER}))
HEAD = Member("Chan Bopha", frozenset({Right.APPROVE, Right.ADMINISTER}))


def test_without_a_list_everybody_may_everything() -> None:
    assert rights_of("Anybody", []) == frozenset(Right)


def test_with_a_list_only_what_it_says() -> None:
    assert rights_of("Sok Dara", [DARA, HEAD]) == {Right.ENTER}
    assert rights_of("Somebody", [DARA, HEAD]) == frozenset()
    assert rights_of("Reader", [HEAD, Member("Reader")]) == frozenset()


@pytest.mark.parametrize(
    "written", ["sok dara", " Sok  Dara ", "SOK DARA", "Sok\u00a0Dara", "Sok\u200b Dara"]
)
def test_a_name_is_the_same_however_it_is_typed(written: str) -> None:
    assert rights_of(written, [DARA, HEAD]) == {Right.ENTER}


def test_a_composed_name_is_the_same() -> None:
    assert same_name("Lê Thị Hồng") == same_name("Lê Thị Hồng")
    assert same_name("Sok Dara") != same_name("Sok Dar")


def test_a_refusal_names_who_can() -> None:
    refuse_without(Right.APPROVE, "chan bopha", [DARA, HEAD])
    with pytest.raises(RefusedError) as refused:
        refuse_without(Right.APPROVE, "Sok Dara", [DARA, HEAD])
    assert "Sok Dara may not do this" in str(refused.value)
    assert refused.value.do == "Ask Chan Bopha."
    with pytest.raises(RefusedError) as refused:
        refuse_without(Right.REVIEW, "Sok Dara", [DARA, HEAD])
    assert refused.value.do == "Ask whoever administers the workspace."
