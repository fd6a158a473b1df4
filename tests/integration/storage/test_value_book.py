"""A book that takes up changes is the same as one that is built anew."""

from hypothesis import given
from hypothesis import strategies as st

from spa_me.domain.values import Value, ValueKey, reported
from spa_me.storage.value_book import StoredBook, differences

keys = st.builds(ValueKey, st.sampled_from("AB"), st.sampled_from("12"), st.sampled_from("xyz"))
contents = st.dictionaries(keys, st.integers(0, 3).map(reported))


@given(contents, contents)
def test_changing_is_building_anew(
    before: dict[ValueKey, Value], after: dict[ValueKey, Value]
) -> None:
    first = StoredBook(before.items())
    second = first.changed(differences(list(before.items()), list(after.items())))

    assert dict(second.items()) == after
    assert dict(first.items()) == before


@given(contents)
def test_no_difference_is_no_change(content: dict[ValueKey, Value]) -> None:
    pairs = list(content.items())

    assert differences(pairs, pairs) == {}
