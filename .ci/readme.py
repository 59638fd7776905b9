"""Print a command that README.md shows, so that it and the gate cannot drift.

``python3 .ci/readme.py test`` prints the bash block that stands under the line
``<!-- command: test -->``. Standard library only: it runs before anything is
installed.
"""

import re
import sys
from pathlib import Path

readme = Path(__file__).parents[1] / "README.md"


def command(name: str) -> str:
    """Give the bash block of README.md marked with `name`."""
    block = rf"<!-- command: {re.escape(name)} -->\n+```bash\n(.*?)\n```"
    found = re.findall(block, readme.read_text(encoding="utf-8"), flags=re.DOTALL)
    if len(found) != 1:
        sys.exit(f"README.md: expected one command {name!r}, found {len(found)}")
    return str(found[0])


if __name__ == "__main__":
    print(command(*sys.argv[1:]))
