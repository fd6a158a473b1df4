"""What happens in the region example, year by year; every step is one that people take, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from shutil import copyfile

from spa_me.domain.submission import FieldRemark
from spa_me.domain.values import ValueKey, reported
from spa_me.services.exchange.frameworks import seal_framework
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.exchange.trust import publish_trust, trust_key
from spa_me.services.region_example.offices import ExampleOffice
from spa_me.services.submissions import answer, begin_correction, close_period, set_window
from spa_me.services.workspace import Workspace

Step = tuple[str, Callable[[], object]]
"""What it is, in a few words, and how it is done."""

_LATE = ("C", "2024")
_RETURNED = ("D", "2024")
_CORRECTED = ("B", "2024")
_FORKED = ("E", "2025")
_MISSING = ("F", "2025")
_UNCONFIRMED = ("A", "2025")
_WAITING = {("B", "2025"), ("C", "2025")}


@dataclass
class Story:
    """The offices of the example, and where they are in their story.

    Attributes:
        region: the secretariat, whose workspace the example is.
        countries: by code.
        ring: the folder of all keys.
        practice: where a copy of the country's workspace goes that has not reported yet, as it is
            before it begins; None for no copy.
    """

    region: ExampleOffice
    countries: dict[str, ExampleOffice]
    ring: KeyRing
    practice: Path | None = None

    def steps(self) -> Iterator[Step]:
        """Yield every step in its order."""
        periods = list(self.region.workspace.dataset().latest_framework.period_by_code)
        for office in (self.region, *self.countries.values()):
            yield f"key of {office.name}", lambda o=office: o.make_key(self.ring)
        yield "list of trusted keys", self._publish
        yield "reporting days", lambda: self._send_days(periods)
        for period in periods:
            yield from self._year(period)
        yield "the first year is closed", lambda: self._close(periods[0])

    def _year(self, period: str) -> Iterator[Step]:
        yield f"own figures of the region, {period}", lambda: self._own(period)
        for code in self.countries:
            place = (code, period)
            what = f"Country {code}, {period}"
            if place == _MISSING:
                yield what, lambda p=period: self._draft(p)
            elif place == _FORKED:
                yield what, lambda p=period: self._fork(p)
            else:
                yield what, lambda c=code, p=period: self._report(c, p)
        if period == _CORRECTED[1]:
            yield "a correction", self._correct

    def _publish(self) -> None:
        region = self.region
        region.workspace.actor = region.head
        for office in (region, *self.countries.values()):
            if office.key is not None:
                trust_key(region.workspace, office.key.public)
        if region.key is None:
            return
        file = region.save(publish_trust(region.workspace, region.key).digest)
        for country in self.countries.values():  # they compared the words by phone
            country.take(file, confirmed=[region.key.public.fingerprint])

    def _send_days(self, periods: list[str]) -> None:
        region = self.region
        region.workspace.actor = region.head
        for period in periods:
            after = int(period) + 1
            set_window(region.workspace, period, date(after, 1, 5), date(after, 3, 31))
        self._send_framework()

    def _send_framework(self) -> None:
        region = self.region
        (definition,) = region.workspace.frameworks
        sealed = seal_framework(region.workspace, definition.digest, region.key)
        file = region.save(sealed.digest)
        for country in self.countries.values():
            country.take(file)

    def _close(self, period: str) -> None:
        self.region.workspace.actor = self.region.head
        close_period(self.region.workspace, period, "The report of that year is published.")
        self._send_framework()

    def _own(self, period: str) -> None:
        self._go_to(period, 2, 10)
        self.region.fill(period)
        self.region.submit(period)
        self.region.accept(self.region.code, period)

    def _draft(self, period: str) -> None:
        """Enter some figures that nobody has sealed when the story ends."""
        country = self.countries[_MISSING[0]]
        if self.practice is not None:
            country.close()
            copyfile(country.path, self.practice)
            country.workspace = Workspace.open(country.path, country.officer, clock=country.clock)
        self._go_to(period, 3, 28)
        country.fill(period)

    def _report(self, code: str, period: str) -> None:
        country = self.countries[code]
        place = (code, period)
        day = (4, 20) if place == _LATE else (2, 12 + 2 * list(self.countries).index(code))
        self._go_to(period, *day)
        country.fill(period)
        if place == _RETURNED:
            self._mistake(country, period)
        file = country.submit(period, "With the thanks of the national task force.")
        country.take(*self.region.take(file))
        if place == _RETURNED:
            self._return_and_answer(country, period)
        if place not in _WAITING:
            receipt = country.confirm(self.region.accept(code, period))
            if place != _UNCONFIRMED:
                self.region.take(receipt)

    def _mistake(self, country: ExampleOffice, period: str) -> None:
        country.enter([(ValueKey(country.code, period, "1.1"), reported(8))])

    def _return_and_answer(self, country: ExampleOffice, period: str) -> None:
        code = country.code
        remarks = [
            FieldRemark("1.1", "Last year it was about ten times as many. Is a digit missing?"),
            FieldRemark("2.3", "How was this counted: in working days, or in all days?"),
        ]
        country.take(
            self.region.send_back(
                code, period, "Two figures need a second look.", remarks, self._day(period, 4, 30)
            )
        )
        country.enter([(ValueKey(code, period, "1.1"), reported(81, "A digit was missing."))])
        answer(country.workspace, code, period, "2.3", "In all days, as in the year before.")
        country.take(*self.region.take(country.submit(period, "Both remarks are answered.")))

    def _correct(self) -> None:
        code, period = _CORRECTED
        country = self.countries[code]
        self._go_to(period, 6, 2)
        country.workspace.actor = country.officer
        begin_correction(country.workspace, code, period, "The university sent its study late.")
        key = ValueKey(code, period, "4.1")
        old = country.workspace.dataset().values.get(key.indicator, code, period)
        if old.number is not None:
            new = replace(old, number=old.number + 1, note="With the study of the university.")
            country.enter([(key, new)])
        country.take(*self.region.take(country.submit(period, "A correction of one figure.")))
        self.region.take(country.confirm(self.region.accept(code, period)))

    def _fork(self, period: str) -> None:
        """Let two computers of one office go on from the same revision, which was returned."""
        code = _FORKED[0]
        country = self.countries[code]
        self._go_to(period, 3, 2)
        country.fill(period)
        country.take(*self.region.take(country.submit(period)))
        remark = FieldRemark("2.1", "Please say whether children are among them.")
        back = self.region.send_back(
            code, period, "One question is open.", [remark], self._day(period, 4, 15)
        )
        country.take(back)
        copy = country.path.with_name(f"{country.path.stem} (laptop).spame")
        country.close()
        copyfile(country.path, copy)
        files: list[Path] = []
        for path, said in ((copy, "Nine of them are children."), (country.path, "Yes, eleven.")):
            country.workspace = Workspace.open(path, country.officer, clock=country.clock)
            country.workspace.actor = country.officer
            answer(country.workspace, code, period, "2.1", said)
            files.append(country.submit(period))
            if path is copy:
                country.close()
        self.region.take(*files)

    def _go_to(self, period: str, month: int, day: int) -> None:
        self.region.clock.go_to(self._day(period, month, day))

    def _day(self, period: str, month: int, day: int) -> date:
        return date(int(period) + 1, month, day)
