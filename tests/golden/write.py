"""Write the golden files anew from what the code writes now; `make golden` shows the difference."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from builders import bilingual  # noqa: E402  # tests are no package

from pipeline import codec  # noqa: E402


def files() -> dict[str, bytes]:
    """Return what each golden file should hold."""
    schema = json.dumps(codec.schema(), ensure_ascii=False, indent=1) + "\n"
    return {"record.json": codec.encode(bilingual()), "schema.json": schema.encode()}


if __name__ == "__main__":
    for name, data in files().items():
        (HERE / name).write_bytes(data)
