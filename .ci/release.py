"""Build what a release offers: the wheel, and every page and kit in both languages.

``python .ci/release.py OUT`` fills a new folder:

- the wheel;
- ``NAME.en.html`` and ``NAME.ko.html``, the page of each shipped scenario: a teacher
  opens it by a double click and needs no Python;
- ``NAME.kit.en.zip`` and ``NAME.kit.ko.zip``, its lesson as pages to print;
- ``SHA256SUMS``, which ``sha256sum -c`` reads.

The same sources give the same pages and kits, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from sim.shelf import shipped
from sim.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows


def main(argv: list[str] | None = None) -> int:
    """Build into a folder that is not there yet."""
    asked = _parser().parse_args(argv)
    out: Path = asked.out
    names = asked.only or list(shipped())
    if unknown := sorted(set(names) - set(shipped())):
        sys.exit(f"not shipped: {', '.join(unknown)}")
    try:
        out.mkdir(parents=True)
    except FileExistsError:
        sys.exit(f"{out} is there already")
    if asked.wheel:
        command = ("build", "--wheel", "--no-isolation", "--outdir", out, ROOT)
        _python(*command)
    for name in names:
        for language in LANGUAGES:
            page = out / f"{name}.{language}.html"
            _python("sim", "page", name, "-o", page, "--lang", language)
            _zip_kit(name, language, out / f"{name}.kit.{language}.zip")
    _write_sums(out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--only", action="append", metavar="NAME")
    parser.add_argument("--no-wheel", dest="wheel", action="store_false")
    return parser


def _python(module: str, *arguments: object) -> None:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT)


def _zip_kit(name: str, language: str, target: Path) -> None:
    """Write a kit and put it into a zip, in one folder that is called after it."""
    with tempfile.TemporaryDirectory() as scratch:
        kit = Path(scratch) / f"{name}_{language}"
        _python("sim", "kit", name, "-o", kit, "--lang", language)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
            for file in sorted(kit.rglob("*")):
                if file.is_file():
                    told = file.relative_to(scratch).as_posix()
                    entry = zipfile.ZipInfo(told, EPOCH)
                    entry.compress_type = zipfile.ZIP_DEFLATED
                    entry.external_attr = 0o644 << 16
                    bundle.writestr(entry, file.read_bytes())


def _write_sums(out: Path) -> None:
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(out.iterdir())
    ]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
