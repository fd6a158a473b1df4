"""Pictures of how a country reports: invented figures of Country A, and a real region beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from picture_scenes import Scenes

import frameworks
from spa_me.domain.framework import read_framework
from spa_me.domain.submission import FieldRemark, PublicKey, Right
from spa_me.packages.fingerprints import fingerprint_of
from spa_me.services.exchange.keyring import KeyRing
from spa_me.services.exchange.reviewing import return_submission
from spa_me.services.exchange.sealing import sealed_submission
from spa_me.services.exchange.trust import publish_trust, trust_key
from spa_me.services.region_example.offices import PASSPHRASE, ExampleOffice, StoryClock
from spa_me.services.submissions import mark_ready, set_member
from spa_me.services.workspace import Workspace
from ui.dialogs.key_words import KeyWordsDialog
from ui.dialogs.office_key import NewKeyDialog
from ui.dialogs.seal import SealDialog
from ui.dialogs.sealed_file import SealedFileDialog
from ui.pages.entry import EntryPage
from ui.pages.entry.next_steps import NextStep
from ui.pages.entry.side import RETURNED
from ui.pages.office import OfficePage

PERIOD = "2025"
REMARKS = (
    FieldRemark("1.1", "The list that came with it counts 129 persons. Which is right?"),
    FieldRemark("2.3", "How was this counted: in working days, or in all days?"),
    FieldRemark("", "Please attach the minutes of the task force."),
)
_STARTED = datetime(2026, 2, 9, 8, tzinfo=UTC)
_RANDOM = (
    (
        re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        "5b0f9c1e-0000-4000-8000-00000000a001",
    ),
    (re.compile(r"check number [0-9a-f]{16}"), "check number 9f2d4c81a7e30b56"),
)
"""What is drawn by lot in each sealing, and what stands in the picture instead."""
_SIGNING, _ENCRYPTION = "1a" * 32, "age1" + "q" * 58


class ReportingScenes(Scenes):
    """The scenes of the example, and after them those of a country that reports."""

    def play(self) -> Iterator[None]:
        """Play all scenes; after each the window is as it was before."""
        yield from super().play()
        yield from self.play_reporting()

    def play_reporting(self) -> Iterator[None]:
        """Play the scenes of a country that reports."""
        definition = read_framework(frameworks.region_framework_text(), "region/framework.toml")
        clock, ring = StoryClock(_STARTED), KeyRing(self.folder / "keys")
        region, country = (
            ExampleOffice(self.folder / f"{name}.spame", definition, code, clock)
            for code, name in (("RS", "Region"), ("A", "Country A"))
        )
        for office in (region, country):
            office.make_key(ring)
        self._window.context.keys.folder = ring.folder
        self._trust(region, country)
        country.fill(PERIOD)
        country.close()
        self._work(country)
        self._report(country)
        yield
        self._be_returned(region, country)
        yield
        self._key_dialogs()
        self._office(country)
        region.close()
        yield

    def _trust(self, region: ExampleOffice, country: ExampleOffice) -> None:
        region.workspace.actor = region.head
        for office in (region, country):
            assert office.key is not None  # noqa: S101 (made just before)
            trust_key(region.workspace, office.key.public)
        assert region.key is not None  # noqa: S101
        file = region.save(publish_trust(region.workspace, region.key).digest)
        country.take(file, confirmed=[region.key.public.fingerprint])

    def _work(self, country: ExampleOffice) -> None:
        """Open the country's workspace in the window, with its officer at work."""
        window, officer = self._window, country.officer
        window.context.settings.actor = officer

        def make(_: object) -> Workspace:
            return Workspace.open(country.path, officer, clock=country.clock)

        window.session.close()
        window.session.run("", country.path, make)
        self._camera.wait(lambda: window.context.workspace is not None, "Country A")
        self._camera.wait(lambda: not window.context.runner.is_busy, "Country A")
        window.context.opened_at = country.clock.now
        country.workspace = window.context.open_workspace

    def _sheet(self, indicator: str = "1.1") -> EntryPage:
        self._window.files.read_again()
        page = self._show(EntryPage, unit="A", period=PERIOD, indicator=indicator)
        self._loaded(page)
        self._rest()
        return page

    def _rest(self) -> None:
        self._camera.wait(lambda: not self._window.context.runner.is_busy, "rest")

    def _press(self, page: EntryPage, step: NextStep) -> None:
        page.submission.bar.buttons[step].click()

    def _report(self, country: ExampleOffice) -> None:
        page = self._sheet()
        self._take("report-draft")
        mark_ready(country.workspace, "A", PERIOD)
        page = self._sheet()
        self._press(page, NextStep.SEAL)
        dialog = self._dialog(SealDialog)
        self._take("report-seal", dialog)
        dialog.approver.passphrase.setText(PASSPHRASE)
        dialog.seal.click()
        result = self._dialog(SealedFileDialog)
        text = result.mail.toPlainText()
        for pattern, instead in _RANDOM:
            text = pattern.sub(instead, text)
        result.mail.setPlainText(text)
        self._take("report-sealed", result)
        self._close(result)

    def _be_returned(self, region: ExampleOffice, country: ExampleOffice) -> None:
        sealed = sealed_submission(country.workspace, "A", PERIOD)
        receipts = region.take(country.save(sealed.package.digest))
        region.workspace.actor = region.head
        reason = "Two figures do not fit the last report."
        returned = return_submission(
            region.workspace,
            "A",
            PERIOD,
            sealed.package.digest,
            region.key,
            reason=reason,
            remarks=list(REMARKS),
        )
        country.take(*receipts, region.save(returned.package.digest))
        country.workspace.actor = country.officer
        page = self._sheet()
        page.table.open_panel(RETURNED)
        page.table.side.returned.field.setPlainText("129 is right: eight names stood there twice.")
        self._rest()
        self._take("report-returned")
        page.table.side.returned.forget()

    def _key_dialogs(self) -> None:
        window = self._window
        new = NewKeyDialog(window.context, "A", window)
        new.open()
        new.name.setText("Head of Country A")
        new.role.setText("Head of the task force")
        self._take("key-new", new)
        self._close(new)
        fingerprint = fingerprint_of(_SIGNING, _ENCRYPTION)
        made_on = _STARTED.date()
        public = PublicKey(
            "A",
            "Head of Country A",
            _SIGNING,
            _ENCRYPTION,
            fingerprint,
            "Head of the task force",
            made_on,
        )
        words = KeyWordsDialog(window.context, public, is_new=True, parent=window)
        words.open()
        self._take("key-words", words)
        self._close(words)

    def _office(self, country: ExampleOffice) -> None:
        everything, enter = frozenset(Right), frozenset({Right.ENTER})
        set_member(country.workspace, country.officer.name, everything)
        set_member(
            country.workspace, country.head.name, frozenset({Right.APPROVE, Right.ADMINISTER})
        )
        set_member(country.workspace, country.officer.name, enter | {Right.ADMINISTER})
        self._window.files.read_again()
        page = self._show(OfficePage)
        self._rest()
        for card in (page.keys, page.trust):
            card.table.hideColumn(3 if card is page.keys else 2)  # drawn by lot each time
        self._take("office")
