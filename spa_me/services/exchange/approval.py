"""What a reviewer has to know of who approved a submission; a remark, and no refusal."""

from __future__ import annotations

from collections.abc import Iterator

from spa_me.domain.dataset import Dataset
from spa_me.domain.sentences import Sentence, say
from spa_me.domain.submission import same_name
from spa_me.packages.manifest import Manifest


def approval_remarks(dataset: Dataset, manifest: Manifest, signed_with: str) -> Iterator[Sentence]:
    """Yield where the approver is among the authors, or is not whom the key belongs to.

    Args:
        dataset: with the framework in force, and the list of trusted keys.
        manifest: of the submission.
        signed_with: fingerprint of the key whose signature counts; empty for none.
    """
    by = manifest.approved_by
    if by is None:
        return
    name = same_name(by.name)
    rules = dataset.framework_for(manifest.period).rules
    if not rules.author_may_approve and name in map(same_name, manifest.entered_by):
        yield say("{name} approved it and is among those who entered it.", name=by.name)
    trust = dataset.submissions.trust
    entries = () if trust is None else trust.entries
    owner = next((e.key.person for e in entries if e.key.fingerprint == signed_with), "")
    if owner and same_name(owner) != name:
        yield say(
            "It was approved by {name} and signed with the key of {owner}.",
            name=by.name,
            owner=owner,
        )
