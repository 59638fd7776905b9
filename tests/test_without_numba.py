"""Without numba everything works: tried in processes that cannot import it."""

import json
import subprocess
import sys
from pathlib import Path

from commands import environment

WITHOUT = """
import sys
sys.modules["numba"] = sys.modules["llvmlite"] = None
from sim.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""
RUN = ("run", "hello", "-n", "3000", "--no-plots", "--table", "npz", "-q")


def called(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = folder / "without.py"
    script.write_text(WITHOUT, "utf-8")
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        cwd=folder,
        env=environment(PYTHONIOENCODING="utf-8"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_many_members_are_run_by_numpy(tmp_path: Path) -> None:
    receipts = []
    for number, more in enumerate(([], ["--jobs", "2"], ["--engine", "numpy"])):
        out = f"out{number}"
        done = called(tmp_path, *RUN, "--out", out, *more)
        assert done.returncode == 0, done.stderr
        manifest = json.loads((tmp_path / out / "manifest.json").read_text("utf-8"))
        assert manifest["times"]["engine"] == "numpy"
        receipts.append(manifest["receipts"])
    assert receipts[0] == receipts[1] == receipts[2]


def test_asking_for_numba_is_refused_in_words(tmp_path: Path) -> None:
    done = called(tmp_path, *RUN, "--out", "out", "--engine", "numba")
    assert done.returncode == 2
    assert "pip install 'escalation-sim[fast]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
