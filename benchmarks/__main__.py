"""One command, one table: how fast each engine is, and against whom.

    python benchmarks                   all parts, the table kept in benchmarks/results
    python benchmarks --only million    one part, or some
    python benchmarks --quick           small counts, nothing kept: does it work?

Each part is a process of its own, with a limit to its time, and says how far it has
come. A part that is done is kept, so that a run which was interrupted goes on with the
rest, as long as the code is the same. When all parts are there they make one table.
Within a part engines are measured in turn, round after round, and a figure is the
median of its rounds, so that a machine that is busy for a while slows all of them.
Figures of two machines, or two days, are not to be compared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path[0:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from keeping import UNFINISHED, code, keep, kept, whole  # noqa: E402
from parts import PARTS  # noqa: E402
from running import measured, one  # noqa: E402


def main() -> int:
    """Measure what is not yet measured, print, and keep."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("--only", nargs="+", choices=PARTS, help="these parts alone")
    reader.add_argument("--quick", action="store_true", help="small, nothing kept")
    reader.add_argument("--again", action="store_true", help="what is kept, too")
    reader.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    asked = reader.parse_args()
    if asked.part:
        return one(asked.part, quick=asked.quick)
    names = [name for name in PARTS if name in (asked.only or PARTS)]
    if asked.quick:
        with tempfile.TemporaryDirectory() as folder:
            parts = measured(names, Path(folder), quick=True, again=False)
    else:
        UNFINISHED.mkdir(parents=True, exist_ok=True)
        parts = measured(names, UNFINISHED, quick=False, again=asked.again)
        everything = {name: kept(UNFINISHED, name, code()) for name in PARTS}
        if all(everything.values()):
            parts = {name: part for name, part in everything.items() if part}
    text = whole(parts, quick=asked.quick)
    print(text)
    if len(parts) == len(PARTS) and not asked.quick:
        print(f"kept: {keep(text, parts)}", file=sys.stderr)
    return 0 if set(names) <= set(parts) else 1


if __name__ == "__main__":
    sys.exit(main())
