"""Country A and the region at the command line, each with a workspace and a key of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spa_me.domain.dataset import DataKind
from spa_me.services.workspace import Workspace
from tests.commands import Command, Ran
from tests.integration.exchange.offices import officer, plan

PASSPHRASE = "five words that nobody guesses"  # noqa: S105


@dataclass
class Desk:
    """An office: its workspace, and the people who call `spa-me`."""

    spa_me: Command
    folder: Path
    code: str

    @property
    def path(self) -> Path:
        return self.folder / f"{self.code}.spame"

    def make(self) -> "Desk":
        """Make the workspace and a key of its head."""
        kind = DataKind.ILLUSTRATIVE
        self.folder.mkdir(exist_ok=True)
        Workspace.create(self.path, plan(), self.code, officer(self.code), kind=kind).close()
        assert self.head("key", "new", "--unit", self.code).code == 0
        return self

    def officer(self, *call: object) -> Ran:
        return self.spa_me(*call, "--person", f"Officer of {self.code}")

    def head(self, *call: object) -> Ran:
        """Call with the person whose key it is."""
        return self.spa_me(
            *call, "--person", f"Head of {self.code}", "--keys", self.folder, *self.secret
        )

    @property
    def secret(self) -> tuple[object, ...]:
        file = self.folder / "passphrase"
        file.write_text(PASSPHRASE + "\n", encoding="utf-8")
        return ("--passphrase-file", file)

    def key(self) -> Any:
        shown = self.spa_me("key", "show", "--keys", self.folder, "--unit", self.code, "--json")
        (found,) = shown.json["keys"]
        return found

    def card(self) -> Path:
        shown = self.spa_me("key", "card", self.key()["fingerprint"][:12], "--keys", self.folder)
        path = self.folder / f"{self.code}.card"
        path.write_text(shown.out, encoding="utf-8")
        return path

    def trust(self, other: "Desk") -> Ran:
        words = " ".join(other.key()["words"])
        return self.officer("key", "trust", self.path, other.card(), "--words", words, "--json")

    def enter(self, rows: str, period: str = "2014") -> Ran:
        file = self.folder / "values.csv"
        lines = [f"{self.code},{period},{row}\n" for row in rows.split()]
        file.write_text("unit,period,indicator,value\n" + "".join(lines), encoding="utf-8")
        return self.officer("enter", self.path, file, "--json")

    def seal(self, period: str = "2014", *more: object) -> Path:
        ran = self.officer("submission", "ready", self.path, "--period", period)
        assert ran.code == 0, ran.err
        ran = self.head("submission", "seal", self.path, "--period", period, "--json", *more)
        assert ran.code == 0, ran.err
        return Path(ran.json["file"])

    def add(self, *files: object) -> Ran:
        return self.head("inbox", "add", self.path, *files, "--json")

    def state(self, unit: str = "A", period: str = "2014") -> Any:
        ran = self.spa_me(
            "submission", "status", self.path, "--unit", unit, "--period", period, "--json"
        )
        (found,) = ran.json["submissions"]
        return found
