"""The long tests: `make torture` runs all of them, or those that are named: storm, memory, rate, ledger."""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from endurance import ledger, memory, rate  # noqa: E402
from storm import kinds, storm  # noqa: E402


def main() -> int:
    """Run what is asked for; return 1 if anything is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["storm", "memory", "rate", "ledger"])
    parser.add_argument("--letters", type=int, default=0, help="instead of 400, 2000, 100 and 100000")
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    wrong: list[str] = []
    for what in chosen.what:
        with tempfile.TemporaryDirectory(prefix="torture-") as folder:
            place = Path(folder)
            match what:
                case "storm":
                    ten = kinds(each=10, dear=10)
                    wrong += storm(place, letters=chosen.letters or 400, faulty=ten, kills=5, seed=chosen.seed)
                case "memory":
                    sys.stdout.write(memory(place, chosen.letters or 2000) + "\n")
                case "rate":
                    sys.stdout.write(rate(place, chosen.letters or 100) + "\n")
                case _:
                    sys.stdout.write(ledger(place, chosen.letters or 100_000) + "\n")
        sys.stdout.flush()
    for line in wrong:
        sys.stdout.write(f"{line}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
