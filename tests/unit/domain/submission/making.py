"""Revisions and decisions for tests, and what a chain of them looks like in letters."""

from spa_me.domain.submission import Decision, Revision, RevisionChain, Verdict

UNIT, PERIOD = "A", "2014"


def revision(
    digest: str, supersedes: str = "", number: int = 1, withdraws: tuple[str, ...] = ()
) -> Revision:
    return Revision(UNIT, PERIOD, digest, f"package of {digest}", number, supersedes, withdraws)


def decision(digest: str, number: int, verdict: Verdict = Verdict.ACCEPTED) -> Decision:
    return Decision(UNIT, PERIOD, digest, number, verdict)


def accepted(digest: str, number: int = 1) -> Decision:
    return decision(digest, number, Verdict.ACCEPTED)


def returned(digest: str, number: int = 1) -> Decision:
    return decision(digest, number, Verdict.RETURNED)


def chosen(digest: str, number: int = 1) -> Decision:
    return decision(digest, number, Verdict.CHOSEN)


def letters(chain: RevisionChain) -> str:
    """Return a chain as `line | rivals | held | withdrawn`, each by its digests."""
    parts = (chain.line, chain.rivals, chain.held, chain.withdrawn)
    return " | ".join("".join(r.digest for r in part) or "-" for part in parts)
