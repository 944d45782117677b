"""Letters of the bench of searching as records that nobody had to read: the bytes of a record.json, as it really is.

They are put together of plain values, since to make the model's own would take longer than all that is measured.
"""

import hashlib
import random
from collections.abc import Iterator

import archive
import msgspec
from archive import Facts
from builders import page, record

from pipeline import codec

WIDTH = 60  # characters in a line
WHOLE = codec.encode(record(page("x")))  # what is not said of a letter below is as it is here


def typed(own: Facts, rng: random.Random, misread: float) -> bytes:
    """Return the record.json of a letter as if it had been read, a share of its characters wrongly."""
    lines: list[dict[str, object]] = []
    letter: dict[str, list[object]] = {}
    for field, said in own.fields.items():
        for text in said:
            whole = archive.spoilt(text, rng, misread)
            more = [_line(line, len(lines) + n) for n, line in enumerate(_lines(whole))]
            lines += more
            letter.setdefault(field, []).append(
                {
                    "text": whole,
                    "lines": [line["id"] for line in more],
                    "language": own.tongue,
                    "confidence": 0.9876,
                    "value": own.day.isoformat() if field == "date" else None,
                }
            )
    made = msgspec.json.decode(WHOLE)
    digest = hashlib.sha256(own.name.encode()).hexdigest()
    made["pages"][0]["blocks"] = [
        {"id": "p1_b1", "lines": lines, "text": "\n".join(str(line["text"]) for line in lines)}
    ]
    made |= {
        "id": f"{own.name}-{digest[:12]}",
        "key": digest,
        "sources": [{"name": f"{own.name}.jpg", "sha256": digest, "bytes": 1}],
        "letter": made["letter"] | letter,
    }
    return msgspec.json.format(msgspec.json.encode(made), indent=1)


def _line(text: str, number: int) -> dict[str, object]:
    top, right = 40 * number, 1900
    words = [
        {
            "text": word,
            "box": {"left": right - 90 * n - 80, "top": top, "right": right - 90 * n, "bottom": top + 30},
            "confidence": 0.9876,
            "characters": [0.9876] * len(word),
        }
        for n, word in enumerate(text.split())
    ]
    return {
        "id": f"p1_b1_l{number + 1}",
        "polygon": [[100.0, top], [1900.0, top], [1900.0, top + 30.0], [100.0, top + 30.0]],
        "baseline": [[100.5499963539678, top + 25.7498351082959], [1900.738401807513, top + 25.7498351082959]],
        "script": "Arab",
        "direction": "rtl",
        "hand": "print",
        "readings": [{"engine": "made", "words": words, "text": text, "confidence": 0.9876}],
        "text": text,
    }


def _lines(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line
