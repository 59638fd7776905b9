"""Build the wheel, look at every file in it, and use it in an empty folder."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import sim

pytestmark = pytest.mark.slow

root = Path(__file__).parents[1]
info = f"escalation_sim-{sim.__version__}.dist-info"
scenarios = {
    "alliance_dilemma.yaml",
    "hello.yaml",
    "history/seoul_2024_2026.yaml",
    "seoul_2024.yaml",
    "seoul_2024_as_article.yaml",
    "seoul_2024_early_end.yaml",
    "seoul_2024_help_ends.yaml",
    "seoul_2024_help_lasts.yaml",
    "seoul_2024_ladder_only.yaml",
    "seoul_2024_no_shock.yaml",
    "seoul_2024_shocks_dated.yaml",
    "strait_standoff.yaml",
}
fonts = {"LICENSE.txt", "Pretendard-Bold.otf", "Pretendard-Regular.otf"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    built = subprocess.run(
        [*command, "--outdir", str(folder), str(root)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_these_files_and_no_others(wheel: Path) -> None:
    modules = {
        path.relative_to(root).as_posix() for path in (root / "sim").rglob("*.py")
    }
    modules |= {
        path.relative_to(root).as_posix() for path in (root / "sim/page/js").iterdir()
    }
    expected = (
        modules
        | {"sim/py.typed", "sim/classroom/kit.css"}
        | {f"sim/_scenarios/{name}" for name in scenarios}
        | {f"sim/authoring/starter.{language}.yaml" for language in ("en", "ko")}
        | {f"sim/plots/fonts/{name}" for name in fonts}
        | {f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL")}
        | {f"{info}/entry_points.txt", f"{info}/licenses/LICENSE"}
        | {f"{info}/licenses/sim/plots/fonts/LICENSE.txt"}
    )
    with zipfile.ZipFile(wheel) as archive:
        assert sorted(archive.namelist()) == sorted(expected)


def test_the_wheel_stays_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 8_000_000


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the `sim` command of a fresh environment that holds the wheel."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True
    )
    return scripts / "sim"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("--version", sim.__version__),
        ("list", "seoul_2024"),
        ("check seoul_2024", ""),
        ("run seoul_2024 -n 20 --no-plots", ""),
        ("run hello -n 20", ""),  # with pictures, so with the fonts
        ("step hello --member 1", ""),
    ],
)
def test_the_installed_command_works_in_an_empty_folder(
    installed: Path, tmp_path: Path, command: str, said: str
) -> None:
    environment = {**os.environ, "PYTHONPATH": "", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [installed, *command.split()],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
