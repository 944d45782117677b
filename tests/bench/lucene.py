"""The analyzers that Solr gets, carried out by Lucene itself, beside the index's own keys, word by word.

PYTHONPATH=samples:tests python tests/bench/lucene.py    # needs Java and Debian's liblucene8-java
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import archive

from pipeline.search.feed import load
from pipeline.search.folding import loose
from pipeline.search.keys import keys
from pipeline.search.stems import english, uyghur

JARS = ("lucene-core-*.jar", "lucene-analyzers-common-*.jar")
NAMES = {
    "solr.PatternReplaceCharFilterFactory": "patternReplace",
    "solr.MappingCharFilterFactory": "mapping",
    "solr.LowerCaseFilterFactory": "lowercase",
    "solr.PatternReplaceFilterFactory": "patternReplace",
    "solr.SnowballPorterFilterFactory": "snowballPorter",
}
WAYS: dict[str, Callable[[str], str]] = {"exact": str, "loose": loose, "uyghur": uyghur, "english": english}
LETTERS = 300
SEED = 7
ODD = "O'Brien's grandfather’s 'ayning بىزنىئ ئئزى تىنچ-ئاۇان ﻣﻜﺘﯘﭖ سـالام 2019-يىلى 12/45 № ٢٠١٩ Straße جۇڭگو Café Хәт"


def chains(types: list[dict[str, object]]) -> Iterator[str]:
    """Yield a line for each part of the analyzers of field types."""
    for one in types:
        analyzer = one["analyzer"]
        assert isinstance(analyzer, dict)
        yield "begin\t"
        for kind in ("charFilters", "filters"):
            for part in analyzer[kind]:
                options = [cell for pair in part.items() if pair[0] != "class" for cell in pair]
                yield "\t".join([kind, NAMES[part["class"]], *options])
        yield "end\t"


def words() -> tuple[str, ...]:
    """Return the words of the bench's letters, and odd ones."""
    letters = (archive.facts(number, SEED) for number in range(LETTERS))
    texts = (text for letter in letters for some in letter.fields.values() for text in some)
    return tuple(dict.fromkeys([*(word for text in texts for word in text.split()), *ODD.split()]))


def main() -> None:
    """Print of how many words Lucene gives the keys of the index, and those of which it does not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jars", type=Path, default=Path("/usr/share/java"), help="folder of Lucene's jars")
    jars = ":".join(str(path) for name in JARS for path in parser.parse_args().jars.glob(name))
    settings = load("solr").settings
    types = [one for one in settings["schema.json"]["add-field-type"] if one["name"].removeprefix("mektup_") in WAYS]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in settings.items():
            if isinstance(text, str):
                Path(folder, name).write_text(text, "utf-8")
        Path(folder, "chains").write_text("\n".join(chains(types)), "utf-8")
        program = Path(__file__).with_name("Lucene.java")
        command = ["java", "-cp", jars, str(program), str(Path(folder, "chains")), folder]
        asked = words()
        told = subprocess.run(command, input="\n".join(asked), capture_output=True, check=True, encoding="utf-8").stdout
    answers = [line.split("\t") for line in told.splitlines()]
    for place, (way, made) in enumerate(WAYS.items()):
        wrong = [
            f"{word}: {answer[place]}, not {own}"
            for word, answer in zip(asked, answers, strict=True)
            if answer[place] != (own := " ".join(map(made, keys(word))))
        ]
        sys.stdout.write(f"{way}: {len(asked) - len(wrong)} of {len(asked)} words\n")
        sys.stdout.writelines(f"  {line}\n" for line in wrong)


if __name__ == "__main__":
    main()
