"""Write the JSON Schemas of the files in `frameworks/` anew, from the models that read them.

Run after every change of the format. Editors use the schemas for completion and for errors as one
types; the app itself checks more (spa_me.domain.framework, spa_me.domain.dataset_file).
"""

import json
import sys
from pathlib import Path

from pydantic import BaseModel

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # so that `python scripts/make_schema.py` finds the packages

from spa_me.domain.dataset_file.entries import FileEntries  # noqa: E402
from spa_me.domain.framework import FrameworkDefinition  # noqa: E402

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: dict[str, tuple[str, type[BaseModel]]] = {
    "frameworks/schema.json": ("SPA-ME framework definition", FrameworkDefinition),
    "frameworks/examples/schema.json": ("SPA-ME reporting data", FileEntries),
}


def schema_text(path: str) -> str:
    """Return what the schema file at `path`, counted from the project's folder, has to hold."""
    title, model = SCHEMAS[path]
    schema = {"$schema": DIALECT, **model.model_json_schema(), "title": title}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> None:
    """Write every schema."""
    for path in SCHEMAS:
        (ROOT / path).write_text(schema_text(path), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
