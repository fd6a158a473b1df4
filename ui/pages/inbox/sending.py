"""What goes out from the Inbox: answers to one office, and the framework to all of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from spa_me.domain.changes import ChangeSet, Topic
from spa_me.domain.dataset import Dataset
from spa_me.domain.progress import Progress
from spa_me.domain.submission import PackageRecord
from spa_me.services.exchange.region import has_trusted_key
from spa_me.services.submissions import today_of
from ui.context import Context
from ui.dialogs.message import MessageDialog
from ui.dialogs.send_packages import SendPackagesDialog
from ui.dialogs.signing import with_signer
from ui.i18n import show_date
from ui.pages.inbox.rows import BoardRow, names_of, outgoing_of
from ui.pages.inbox.words import tr

if TYPE_CHECKING:
    from spa_me.packages.keys import OfficeKey


def send_framework(context: Context, parent: QWidget, digest: str) -> None:
    """Say what goes out, seal the framework version in force, and offer its file."""
    data = context.open_workspace.dataset()
    definition = next(d for d in data.frameworks if d.digest == digest)
    windows = {window.period: window for window in data.submissions.windows}
    days: list[str] = []
    for code, period in definition.period_by_code.items():
        window = windows.get(code)
        if window is None:
            continue
        due = tr("no day") if window.due_on is None else show_date(window.due_on)
        state = tr("closed") if window.is_closed else tr("due {day}").format(day=due)
        days.append(f"{period.title}: {state}")
        days.extend(_reopened(data, code, today_of(context.open_workspace.now())))
    dialog = MessageDialog(
        tr("Send the framework to all offices?"),
        [
            tr("{title}, version {version}, with the reporting days of its periods.").format(
                title=definition.title, version=definition.version
            ),
            tr(
                "Each office takes it in on its Inbox. A sealed package never changes: for other "
                "days send it again."
            ),
        ],
        details=days or [tr("No reporting days are set: no submission will be overdue.")],
        parent=parent,
    )

    def ask() -> None:
        why = tr("The framework is signed with it, so that the countries take it in.")
        with_signer(context, parent, why, lambda signer: _seal(context, parent, digest, signer))

    dialog.add_button(tr("Seal it"), ask, is_primary=True)
    dialog.add_button(tr("Cancel"))
    dialog.open()


def _reopened(data: Dataset, period: str, today: date) -> Iterator[str]:
    """Yield for whom a closed period is open again, until when, and why."""
    names = names_of(data)
    for entry in data.submissions.reopenings:
        if entry.period == period and entry.until >= today:
            yield tr("{period}: open for {unit} until {day}: {reason}").format(
                period=names.period(entry.period),
                unit=names.unit(entry.unit),
                day=show_date(entry.until),
                reason=entry.reason,
            )


def send_again(context: Context, parent: QWidget, row: BoardRow) -> None:
    """Offer the files of what the region sealed about a submission."""
    digests = list(outgoing_of(context.open_workspace.dataset(), row.unit, row.period))
    heading = tr("Receipts and reviews for {unit}, {period}")
    said = tr("Sending a file again is safe: it is taken in once.")
    heading = heading.format(unit=row.unit_name, period=row.period_title)
    SendPackagesDialog(context, digests, heading, said, parent).open()


def give_receipt(context: Context, parent: QWidget, row: BoardRow) -> None:
    """Seal the receipt for the region's decision about a submission, once, and offer its file."""
    review = row.review
    if review is None:
        return
    if review.answered_by:
        _send_receipt(context, parent, review.answered_by)
        return

    def seal(signer: OfficeKey | None) -> None:
        workspace = context.open_workspace

        def work(_: Progress) -> str:
            from spa_me.services.exchange.receipts import make_receipt

            return make_receipt(workspace, review.digest, signer)

        def done(receipt: str) -> None:
            context.hub.tell(ChangeSet(frozenset({Topic.SUBMISSIONS})))
            _send_receipt(context, parent, receipt)

        context.runner.write(work, done, owner=parent)

    why = tr("The receipt is signed with it, so that the region knows that it comes from you.")
    office = context.open_workspace.info.home_unit
    # Without a signature the region would refuse it for good: what is sealed never changes.
    must = has_trusted_key(context.open_workspace.dataset(), office)
    with_signer(context, parent, why, seal, must_sign=must)


def _send_receipt(context: Context, parent: QWidget, digest: str) -> None:
    heading, said = tr("The receipt for the region"), tr("It tells that the decision has come.")
    SendPackagesDialog(context, [digest], heading, said, parent).open()


def _seal(context: Context, parent: QWidget, digest: str, signer: OfficeKey | None) -> None:
    workspace, key = context.open_workspace, str(uuid.uuid4())

    def work(_: Progress) -> PackageRecord:
        from spa_me.services.exchange.frameworks import seal_framework

        return seal_framework(workspace, digest, signer, key=key)

    def done(package: PackageRecord) -> None:
        context.hub.tell(ChangeSet(frozenset({Topic.SUBMISSIONS})))
        heading = tr("The framework is sealed")
        said = tr("Send the same file to every office.")
        SendPackagesDialog(context, [package.digest], heading, said, parent).open()

    context.runner.write(work, done, owner=parent)
