"""A whole round at the command line: keys, sealing, taking in, returning, accepting."""

import json
from contextlib import redirect_stdout
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest

from spa_me.cli import run
from spa_me.domain.cofunding import Contribution, SourceType, Stage
from spa_me.services.funding import save_contribution
from spa_me.services.workspace import Workspace
from tests.commands import Command, Ran
from tests.integration.cli.exchanging import PASSPHRASE, Desk
from tests.integration.exchange.offices import officer


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two offices that trust each other, made once and never changed."""
    folder = tmp_path_factory.mktemp("offices")

    def spa_me(*arguments: object) -> Ran:
        written = StringIO()
        with redirect_stdout(written):
            code = run([str(argument) for argument in arguments])
        return Ran(code, written.getvalue(), "")

    region = Desk(spa_me, folder / "region", "RS").make()
    country = Desk(spa_me, folder / "country", "A").make()
    assert (region.trust(region).code, region.trust(country).code) == (0, 0)
    keys = region.head("key", "publish", region.path, "--json").json["file"]
    refused = country.add(keys)
    assert refused.code == 1
    assert refused.json["files"][0]["keys"][0]["words"] == region.key()["words"]
    call = ("inbox", "add", country.path, keys, "--confirmed", region.key()["fingerprint"])
    assert country.head(*call).code == 0
    return folder


@pytest.fixture
def region(spa_me: Command, made: Path, tmp_path: Path) -> Desk:
    return Desk(spa_me, Path(copytree(made / "region", tmp_path / "region")), "RS")


@pytest.fixture
def country(spa_me: Command, made: Path, tmp_path: Path) -> Desk:
    return Desk(spa_me, Path(copytree(made / "country", tmp_path / "country")), "A")


def test_nothing_is_taken_in_before_the_decision_and_then_once(country: Desk, region: Desk) -> None:
    country.enter("count,5")
    check = ("submission", "check", country.path, "--period", "2014")
    assert "Warning: share" in country.spa_me(*check).out
    country.enter("share,40 scale,good")
    assert country.spa_me(*check, "--json").json["may_be_sealed"]
    sent = country.seal()
    assert country.state()["state"] == "submitted"

    before = region.path.read_bytes()
    ran = region.head("inbox", "add", region.path, sent, "--dry-run", "--json")
    assert ran.code == 0
    (looked,) = ran.json["files"]
    assert (looked["standing"], looked["signature"], looked["taken"]) == ("next", "signed", False)
    assert {c["indicator"]: c["new"]["value"] for c in looked["preview"]["cells"]}["count"] == "5"
    assert region.path.read_bytes() == before

    ran = region.add(sent)
    assert (ran.code, ran.json["files"][0]["taken"]) == (0, True)
    (again,) = region.add(sent).json["files"]
    assert (again["standing"], again["receipt"]) == ("known", ran.json["files"][0]["receipt"])


def test_a_dry_run_says_what_it_does_to_the_shares(country: Desk, region: Desk) -> None:
    country.enter("count,5 share,40 scale,good")
    money = Contribution("", "A", "2014", "Treasury", SourceType.GOVERNMENT, amount=Decimal(5))
    with Workspace.open(country.path, officer("A")) as opened:
        save_contribution(opened, money)
        save_contribution(opened, replace(money, stage=Stage.PLANNED, amount=None))
    sent = country.seal()

    (looked,) = region.head("inbox", "add", region.path, sent, "--dry-run", "--json").json["files"]
    text = region.head("inbox", "add", region.path, sent, "--dry-run").out
    shares = looked["preview"]["shares"]
    assert [(s["unit"], s["stage"], s["old"], s["new"]) for s in shares] == [
        ("A", "planned", None, None),
        (None, "planned", None, None),
        ("A", "actual", None, "100"),
        (None, "actual", None, "100"),
    ]
    assert shares[0]["new_remark"] == "cannot be computed: no amount is given"
    assert "Share of the government of A in actual money: – → 100 %" in text
    assert (
        "Share of all governments together in planned money: – → cannot be computed: no amount"
    ) in text


def test_a_decision_is_answered_by_a_receipt(country: Desk, region: Desk) -> None:
    country.enter("count,5 share,40 scale,good")
    digest = region.add(country.seal()).json["files"][0]["digest"]
    answer = region.head(
        "inbox", "accept", region.path, "--unit", "A", "--period", "2014", "--revision",
        digest[:12], "--json",
    )  # fmt: skip
    assert country.add(answer.json["file"]).code == 0

    review = answer.json["package"]["digest"]
    missed = region.spa_me("receipt", "list", region.path, "--json").json["without_receipt"]
    assert [(p["kind"], p["digest"]) for p in missed] == [("review", review)]
    save = ("receipt", "save", country.path, review[:12], "--json")
    made, again = (country.head(*save) for _ in range(2))
    assert made.code == 0, made.err
    assert made.json["package"]["kind"] == "receipt"
    assert again.json["package"]["digest"] == made.json["package"]["digest"]
    assert region.add(made.json["file"]).code == 0
    assert not region.spa_me("receipt", "list", region.path, "--json").json["without_receipt"]


def test_return_answer_accept_and_correct(country: Desk, region: Desk, tmp_path: Path) -> None:
    country.enter("count,5 share,40 scale,good")
    ran = region.add(country.seal())
    digest = ran.json["files"][0]["digest"]
    assert region.spa_me("receipt", "save", region.path, digest).code == 0
    answer = region.head(
        "inbox", "return", region.path, "--unit", "A", "--period", "2014", "--revision",
        digest[:12], "--reason", "One looks "
        "wrong", "--remark", "count=Why so few?", "--by-when", "2100-01-31", "--json",
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert answer.json["decision"]["remarks"][0]["text"] == "Why so few?"
    assert country.spa_me("receipt", "list", country.path, "--json").json["without_receipt"]
    ran = country.add(answer.json["file"], *region.path.parent.glob("*receipt*.spapkg"))
    assert ran.code == 0, ran.out
    assert not country.spa_me("receipt", "list", country.path, "--json").json["without_receipt"]
    assert country.state()["state"] == "returned"

    check = ("submission", "check", country.path, "--period", "2014")
    ran = country.spa_me(*check, "--json")
    assert (ran.code, ran.json["may_be_sealed"]) == (1, False)
    assert "Error: the region asks about count: Why so few?" in country.spa_me(*check).out

    country.enter("count,6")
    second = country.seal("2014", "--encrypt", "-o", tmp_path / "second")
    assert second.suffix == ".spapkg"
    assert region.add(second).json["files"][0]["encrypted"]
    call = ("inbox", "accept", region.path, "--unit", "A", "--period", "2014", "--revision")
    ran = region.head(*call, digest)  # that was looked at before the second one came
    assert ran.code == 2
    assert "Another revision of Country A for 2014 counts now: revision 2" in ran.err
    call = (*call, region.state()["head"]["digest"])
    ran = region.head(*call, "--json")
    assert country.add(ran.json["file"]).code == 0
    assert country.state()["state"] == "accepted"
    assert region.head(*call).code == 2

    call = ("submission", "correct", country.path, "--period", "2014", "--reason", "A new file")
    assert country.officer(*call).code == 0
    assert country.state()["state"] == "draft"


def test_one_bad_file_holds_up_no_good_one(country: Desk, region: Desk, tmp_path: Path) -> None:
    country.enter("count,5 share,40 scale,good")
    sent = country.seal()
    bad = tmp_path / "bad.spapkg"
    bad.write_bytes(sent.read_bytes()[:-40])
    ran = region.add(bad, tmp_path / "missing.spapkg", sent)
    assert ran.code == 1
    assert [f["taken"] for f in ran.json["files"]] == [False, False, True]
    assert ran.json["files"][0]["error"]["code"]
    text = region.head("inbox", "add", region.path, bad, sent).out
    assert "Refused" in text
    assert "taken in before" in text


def test_withdraw(country: Desk) -> None:
    country.enter("count,5 share,40 scale,good")
    country.seal()
    ran = country.head(
        "submission", "withdraw", country.path, "--period", "2014", "--reason", "A typing error"
    )
    assert ran.code == 2  # it takes no key
    ran = country.officer(
        "submission", "withdraw", country.path, "--period", "2014", "--reason", "A typing error"
    )
    assert ran.code == 0
    found = country.state()
    assert (found["state"], len(found["withdrawn"])) == ("draft", 1)
    ran = country.officer("submission", "ready", country.path, "--period", "2014")
    assert ran.code == 0
    ran = country.officer("submission", "ready", country.path, "--period", "2014", "--recall")
    assert (ran.code, country.state()["state"]) == (0, "draft")


def test_unsigned_only_where_it_is_allowed(country: Desk, region: Desk) -> None:
    country.enter("count,5 share,40 scale,good")
    sent = country.seal("2014", "--unsigned")
    assert region.add(sent).json["files"][0]["error"]["code"] == "signature"
    assert region.officer("inbox", "unsigned", region.path, "--allow").code == 0
    ran = region.add(sent)
    assert "Ask Country A to sign it" in ran.json["files"][0]["error"]["do"]  # it has a trusted key
    fingerprint = country.key()["fingerprint"]
    revoke = ("key", "revoke", region.path, fingerprint, "--reason", "The laptop was stolen")
    assert region.officer(*revoke).code == 0
    assert region.add(sent).code == 0
    assert not region.state()["head"]["signed"]
    listed = region.spa_me("inbox", "list", region.path, "--json").json
    assert [p["signature"] for p in listed["packages"]] == ["unsigned"]
    assert "unsigned" in region.spa_me("inbox", "list", region.path).out


def test_a_fork_waits_for_a_choice(country: Desk, region: Desk, spa_me: Command) -> None:
    country.enter("count,5 share,40 scale,good")
    copy = Desk(spa_me, country.folder / "copy", "A")
    copy.folder.mkdir()
    copy.path.write_bytes(country.path.read_bytes())
    for key in country.folder.glob("*.spakey"):
        (copy.folder / key.name).write_bytes(key.read_bytes())
    copy.enter("count,6")
    assert region.add(country.seal(), copy.seal()).code == 0

    found = region.state()
    assert (found["state"], found["forked"], found["head"]) == ("submitted", True, None)
    call = ("inbox", "choose", region.path)
    place = ("--unit", "A", "--period", "2014", "--reason", "The head signed this one")
    assert region.head(*call, "ffff", *place).code == 2
    (waits,) = region.spa_me("inbox", "list", region.path, "--json").json["waiting"]
    assert "choose between the rival revisions" in region.spa_me("inbox", "list", region.path).out
    assert (
        "choose between the rival revisions"
        in region.spa_me("submission", "status", region.path).out
    )
    chosen = waits["rivals"][0]["digest"]
    ran = region.head(*call, chosen[:12], *place, "--json")
    assert ran.json["decision"]["verdict"] == "chosen"
    assert region.state()["head"]["digest"] == chosen


def test_keys(country: Desk, region: Desk, tmp_path: Path) -> None:
    wrong = region.officer("key", "trust", region.path, country.card(), "--words", "one two")
    assert (wrong.code, "do not belong" in wrong.err) == (2, True)
    other = tmp_path / "other"
    other.write_text("another five words entirely", encoding="utf-8")
    fingerprint = country.key()["fingerprint"]
    ran = country.spa_me(
        "key", "passphrase", fingerprint, "--keys", country.folder, *country.secret,
        "--new-passphrase-file", other,
    )  # fmt: skip
    assert ran.code == 0
    country.enter("count,5 share,40 scale,good")
    country.officer("submission", "ready", country.path, "--period", "2014")
    ran = country.head("submission", "seal", country.path, "--period", "2014")
    assert (ran.code, "not the passphrase" in ran.err) == (2, True)
    assert PASSPHRASE not in ran.err

    ran = region.officer(
        "key", "revoke", region.path, fingerprint[:10], "--reason", "Stolen", "--json"
    )
    assert {k["status"] for k in ran.json["keys"] if k["office"] == "A"} == {"revoked"}
    assert region.head("key", "publish", region.path, "--unsigned").code == 2
    assert "revoked: Stolen" in region.spa_me("key", "trust", region.path).out


def test_without_a_passphrase_nobody_is_asked_where_nobody_sits(
    country: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ("submission", "seal", country.path, "--period", "2014", "--person", "Head of A")
    ran = country.spa_me(*call, "--keys", country.folder)
    assert (ran.code, "--passphrase-file" in ran.err) == (2, True)
    monkeypatch.setenv("SPA_ME_PASSPHRASE", PASSPHRASE)
    ran = country.spa_me(*call, "--keys", country.folder)
    assert (ran.code, "not ready for approval" in ran.err) == (2, True)
    ran = country.spa_me(*call, "--keys", country.folder / "none")
    assert (ran.code, "spa-me key new" in ran.err) == (2, True)


def test_periods_and_the_framework_that_carries_them(country: Desk, region: Desk) -> None:
    call = ("period", "days", region.path, "--period", "2014", "--opens", "2015-01-05")
    ran = region.officer(*call, "--due", "2015-03-31", "--json")
    assert (ran.json["opens_on"], ran.json["due_on"]) == ("2015-01-05", "2015-03-31")
    ran = region.officer(
        "period", "close", region.path, "--period", "2014", "--reason", "It is published"
    )
    assert "closed" in ran.out
    ran = region.officer(
        "period", "reopen", region.path, "--period", "2014", "--unit", "A", "--until",
        "2100-01-31", "--reason", "A figure was wrong", "--json",
    )  # fmt: skip
    assert ran.json["reopened"][0]["unit"] == "A"
    sent = region.head("package", "framework", region.path, "--json").json["file"]
    assert country.add(sent).code == 0
    listed = country.spa_me("period", "list", country.path, "--json").json["periods"]
    assert listed[0]["closed"]
    assert country.state()["timing"] == "overdue"
    assert country.state()["lock"] is None
    ran = region.officer("period", "open", region.path, "--period", "2014", "--reason", "Too early")
    assert ran.code == 0


def test_packages_are_written_again(country: Desk, tmp_path: Path) -> None:
    country.enter("count,5 share,40 scale,good")
    sent = country.seal()
    listed = country.spa_me("package", "list", country.path, "--json").json["packages"]
    (one,) = [p for p in listed if p["direction"] == "out"]
    call = ("package", "save", country.path, one["digest"][:12])
    ran = country.spa_me(*call, "-o", tmp_path / "again.spapkg", "--mail")
    assert (tmp_path / "again.spapkg").read_bytes() == sent.read_bytes()
    assert "Please find attached the submission of Country A" in ran.out
    ran = country.spa_me(*call, "--to", "RS", "-o", tmp_path / "for-rs.spapkg", "--json")
    assert json.loads(ran.out)["file"].endswith("for-rs.spapkg")
    assert (tmp_path / "for-rs.spapkg").read_bytes().startswith(b"age-encryption.org")
    assert country.spa_me("package", "save", country.path, "ffff").code == 2


def test_a_region_that_starts_anew_replaces_the_list_only_where_that_is_said(
    country: Desk, spa_me: Command, tmp_path: Path
) -> None:
    anew = Desk(spa_me, tmp_path / "anew", "RS").make()
    assert anew.trust(anew).code == 0
    keys = anew.head("key", "publish", anew.path, "--json").json
    words = ("--confirmed", anew.key()["fingerprint"])
    before = spa_me("key", "trust", country.path, "--json").json

    ran = country.head("inbox", "add", country.path, keys["file"], *words)
    assert ran.code == 1
    assert (
        "It would replace that list, 1, with the keys of Head of A (Country A), Head of RS"
        in ran.out
    )
    digest = keys["package"]["digest"]
    assert f"give --replace-keys {digest}, too" in ran.out
    assert spa_me("key", "trust", country.path, "--json").json == before

    agreed = (*words, "--replace-keys", digest)
    assert country.head("inbox", "add", country.path, keys["file"], *agreed).code == 0
    (entry,) = spa_me("key", "trust", country.path, "--json").json["keys"]
    assert entry["fingerprint"] == anew.key()["fingerprint"]
