"""Changed packages: none accepted as another, none breaks the reader, none takes long or much.

Some hundreds in every run; with `HYPOTHESIS_PROFILE=long` a hundred thousand, which takes minutes.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable

import pytest

from spa_me.packages.failures import PackageRefusedError
from spa_me.packages.names import data_name
from spa_me.packages.opening import OpenedPackage, open_package, read_in_child
from spa_me.packages.reading import ReadPackage, read_package
from spa_me.packages.rows import write_rows
from spa_me.packages.shapes import FRAMEWORK_PART
from spa_me.packages.to_rows import rows_of
from spa_me.packages.trust import judge
from tests.mutations import Mutation, mutation
from tests.sealed import COUNTRY, REGION, trust_list

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
COUNT, IN_CHILD = (100_000, 1_000) if LONG else (600, 12)
SECONDS, MEGABYTES = 5, 256
TRUST = trust_list()


def outcome(made: Mutation, reader: Callable[[bytes], ReadPackage]) -> str:
    """Return what became of a changed package, after holding it against what must never be."""
    try:
        opened = open_package(made.file, keys=[REGION, COUNTRY], reader=reader)
    except PackageRefusedError as error:
        return error.reason.value if error.kept and error.do else "a refusal without advice"
    judgement = judge(opened.envelope, opened.manifest, TRUST)
    if opened.digest == made.original.digest:
        _is_the_original(opened, made)
        return "accepted: the original"
    assert made.is_signed_again or not judgement.is_trusted, "accepted with other content"
    _says_what_was_signed(opened)
    return f"accepted: other content, {judgement.verdict.value}"


def _is_the_original(opened: OpenedPackage, made: Mutation) -> None:
    """A package is known by its digest, so all of it has to be the same."""
    original = open_package(made.original.file, reader=read_package)
    assert opened.content == original.content
    assert opened.evidence == original.evidence
    assert opened.manifest == original.manifest


def _says_what_was_signed(opened: OpenedPackage) -> None:
    """What the app understands is written again exactly as it stood, so nothing was misread."""
    found = read_package(opened.file)
    assert opened.manifest.payload == found.envelope.payload
    if opened.manifest.format != "1.0":
        return  # fields of a later version are left out of the content
    rows = {data_name(part): write_rows(listed) for part, listed in rows_of(opened.content).items()}
    kept = {name: data for name, data in found.data.items() if name != data_name(FRAMEWORK_PART)}
    assert rows == kept


def peak() -> float:
    """Return the most memory that this process ever took, in MB."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


@pytest.mark.timeout(3 * 3_600)
def test_changed_packages_are_refused_or_say_what_was_signed() -> None:
    counts: Counter[str] = Counter()
    slowest, before = 0.0, peak()
    for number in range(COUNT):
        made = mutation(number)
        began = time.process_time()
        try:
            counts[outcome(made, read_package)] += 1
        except Exception as error:  # the number is needed to look at it again
            message = f"mutation {number}, {made.way}: {error!r}"
            raise AssertionError(message) from error
        slowest = max(slowest, time.process_time() - began)

    print(f"\n{COUNT} mutations, slowest {slowest:.3f} s, {peak() - before:.0f} MB more")  # noqa: T201
    print("\n".join(f"{many:7}  {what}" for what, many in counts.most_common()))  # noqa: T201
    assert slowest < SECONDS
    assert peak() - before < MEGABYTES
    # The mutations reach every corner: many causes, and some that are still right.
    assert len(counts) > (20 if LONG else 12)
    assert not counts["a refusal without advice"]
    assert counts["accepted: the original"]
    assert counts["accepted: other content, signed"]


@pytest.mark.timeout(3_600)
def test_a_sample_of_them_goes_through_the_limited_child() -> None:
    slowest = 0.0
    for number in range(0, COUNT, COUNT // IN_CHILD):
        made = mutation(number)
        began = time.perf_counter()
        assert outcome(made, read_in_child) == outcome(made, read_package), number
        slowest = max(slowest, time.perf_counter() - began)
    print(f"\n{IN_CHILD} in the child, slowest {slowest:.3f} s")  # noqa: T201
    assert slowest < SECONDS + 1


def test_a_mutation_can_be_looked_at_again_by_its_number() -> None:
    # Encrypting takes a new key each time.
    again = [number for number in range(60) if "encr" not in mutation(number).way]

    assert [mutation(n).file for n in again] == [mutation(n).file for n in again]
