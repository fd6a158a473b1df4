"""A submission that arrives is held to the rules by which an office enters it by hand."""

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from spa_me.domain.cofunding import (
    Activity,
    Contribution,
    ExchangeRate,
    PrintedShare,
    SourceType,
)
from spa_me.domain.errors import InputError
from spa_me.domain.framework import read_definition
from spa_me.domain.submission import Answer, Evidence, SubmissionContent
from spa_me.packages.opening import open_package
from spa_me.packages.reading import read_package
from spa_me.packages.sealing import seal
from spa_me.services.exchange.arrivals import Arrival, Standing, look
from spa_me.services.frameworks import install
from spa_me.services.funding import save_activity
from spa_me.services.submissions import mark_ready
from tests.integration.exchange.offices import Office, key_of, plan, trusting_region

HERE: dict[str, Any] = {"unit": "A", "period": "2014"}
DAY = date(2014, 6, 30)
LONG = "x" * 5_001


def _id() -> str:
    return str(uuid.uuid4())


def _activity(**said: Any) -> SubmissionContent:
    record = Activity(_id(), **HERE, code="1.1", title="Training")
    return SubmissionContent(activities=(replace(record, **said),))


def _money(**said: Any) -> SubmissionContent:
    record = Contribution(
        _id(), **HERE, source="Ministry", source_type=SourceType.GOVERNMENT, currency="USD"
    )
    return SubmissionContent(contributions=(replace(record, **said),))


def _rate(**said: Any) -> SubmissionContent:
    record = ExchangeRate("A", "2014", "USD", "KHR", Decimal(4000), DAY, "Bank")
    return SubmissionContent(rates=(replace(record, **said),))


def _share(share: str) -> SubmissionContent:
    return SubmissionContent(
        printed_shares=(PrintedShare("A", "2014", "Ministry", Decimal(share)),)
    )


def _evidence(**said: Any) -> SubmissionContent:
    record = Evidence(_id(), **HERE, about="count", title="A list", reference="Archive")
    return SubmissionContent(evidence=(replace(record, **said),))


def _answer(**said: Any) -> SubmissionContent:
    record = Answer("A", "2014", "f" * 64, "count", "Counted again")
    return SubmissionContent(answers=(replace(record, **said),))


BAD: dict[str, tuple[SubmissionContent, str]] = {
    "a budget below zero": (_activity(budget=Decimal(-5)), "budget: it is below zero"),
    "a budget in no currency": (_activity(currency="ZZZ"), "there is no currency “ZZZ”"),
    "an unknown result": (_activity(result="nowhere"), "there is no result “nowhere”"),
    "a long note": (_activity(note=LONG), "note: it has 5,001 characters"),
    "an amount below zero": (_money(amount=Decimal(-99)), "amount: it is below zero"),
    "money in no currency": (_money(currency="ZZZ"), "there is no currency “ZZZ”"),
    "a printed share below zero": (_share("-4000"), "share: it is below zero"),
    "a rate of a currency in itself": (_rate(quote="USD"), "both currencies are the same"),
    "a rate of no currency": (_rate(quote="ZZZ"), "there is no currency “ZZZ”"),
    "a rate after its period": (_rate(date=date(2015, 1, 1)), "after the end of the reporting"),
    "evidence about nothing": (_evidence(about="none"), "no indicator or progress marker “none”"),
    "a long title": (_evidence(title=LONG), "title: it has 5,001 characters"),
    "an answer about nothing": (_answer(indicator="none"), "indicator or progress marker “none”"),
    "a long answer": (_answer(text=LONG), "answer: it has 5,001 characters"),
}
GOOD = {
    "an activity": _activity(budget=Decimal(5), result="1", note="x" * 5_000),
    "money": _money(amount=Decimal(0)),
    "a printed share": _share("50.3"),
    "a rate": _rate(date=date(2014, 12, 31)),
    "evidence about a question": _evidence(),
    "evidence about a marker": _evidence(about="M1"),
    "an answer about a question": _answer(),
    "an answer about the whole": _answer(indicator=""),
}


class Post:
    """A submission of A to the region, in which anything may stand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.region, self.country = trusting_region(folder), Office(folder, "A")
        self.country.enter()
        sealed = self.country.submit()
        file = self.country.file_of(sealed.package.digest)
        self.opened = open_package(file, reader=read_package)

    def close(self) -> None:
        self.region.close()
        self.country.close()

    def look(self, content: SubmissionContent) -> Arrival:
        """Return how a package with a content that is signed rightly stands at the region."""
        sealed = seal(content, self.opened.manifest, keys=(key_of("A"),))
        path = self.folder / f"{_id()}.spapkg"
        path.write_bytes(sealed.file)
        (arrival,) = look(self.region.workspace, [path], reader=read_package)
        return arrival


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    made = Post(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("case", BAD)
def test_what_entry_by_hand_refuses_is_refused(post: Post, case: str) -> None:
    content, why = BAD[case]

    arrival = post.look(content)

    assert arrival.standing is Standing.REFUSED
    assert why in str(arrival.refusal)


@pytest.mark.parametrize("case", GOOD)
def test_what_entry_by_hand_takes_is_taken(post: Post, case: str) -> None:
    assert post.look(GOOD[case]).standing is Standing.NEXT


def test_the_first_few_problems_are_named(post: Post) -> None:
    bad = tuple(
        Contribution(
            _id(), **HERE, source=f"Source {n}", source_type=SourceType.DONOR, amount=Decimal(-1)
        )
        for n in range(9)
    )

    said = str(post.look(SubmissionContent(contributions=bad)).refusal)

    assert said.count("below zero") == 5
    assert "and 4 more" in said


def test_an_office_hears_of_it_before_it_seals(tmp_path: Path) -> None:
    """The rules may have changed after the entry: here a result is gone from the framework."""
    office = Office(tmp_path, "A")
    save_activity(office.workspace, Activity("", **HERE, code="1.1", title="T", result="1"))
    office.enter()
    content = plan("2").model_dump(mode="json", exclude_defaults=True)
    content["results"].append({**content["results"][0], "code": "2"})
    for part in ("indicators", "markers"):
        for entry in content[part]:
            entry["result"] = "2"
    content["results"] = content["results"][1:]
    install(office.workspace, read_definition(content, "test"))

    with pytest.raises(InputError) as caught:
        mark_ready(office.workspace, "A", "2014")

    assert "there is no result “1”" in str(caught.value)
    office.close()
