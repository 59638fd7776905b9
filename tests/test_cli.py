"""The command line as a whole: statuses, streams, encodings, and quick help."""

import codecs
import errno
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Call, environment, sim_elsewhere

import sim as package
from sim.cli.commands import COMMANDS
from sim.cli.layout import broken, column_widths, columns_of
from sim.cli.terminal import plainer, width_of
from sim.errors import ModelError

root = Path(package.__file__).parent


def test_version(sim: Call) -> None:
    done = sim("--version")
    assert (done.status, done.out, done.err) == (0, f"sim {package.__version__}\n", "")


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_is_a_result(command: tuple[str, ...], flag: str, sim: Call) -> None:
    done = sim(*command, flag)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: {' '.join(('sim', *command))} ")
    assert max(map(len, done.out.splitlines())) <= 80


def test_every_command_is_in_the_help_with_its_whole_line(sim: Call) -> None:
    told = sim("--help").out
    listed = told.partition("Commands:")[2]
    assert "..." not in listed
    assert re.findall(r"^  (\w+) ", listed, flags=re.MULTILINE) == [*COMMANDS]


def test_what_commands_share_is_declared_once() -> None:
    """An option that ``options`` declares is declared in no other file."""
    declared = {
        file.stem: set(
            re.findall(
                r"typer\.Option\(\s*(?:\"-\w\",)?\s*\"(--[a-z-]+)\"",
                file.read_text(encoding="utf-8"),
            )
        )
        for file in (root / "cli").glob("*.py")
    }
    shared = declared.pop("options")
    assert {"--json", "--members", "--seed", "--set"} <= shared
    assert {name: found & shared for name, found in declared.items() if found} == {
        name: set() for name, found in declared.items() if found
    }


def test_nothing_asked_is_a_wrong_command(sim: Call) -> None:
    done = sim()
    assert (done.status, done.out) == (2, "")
    assert "Usage: sim" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ran",), "sim: no such command 'ran'"),
        (("--fast",), "sim: no such option: --fast"),
        (("run",), "sim: expected FILE, a scenario, or --resume DIR"),
        (("step",), "sim: missing argument 'FILE'"),
        (("check",), "sim: missing argument 'FILE..."),
        (("run", "hello", "bye"), "sim: got unexpected extra argument"),
        (("run", "hallo"), "sim: there is no scenario 'hallo'; did you mean 'hello'?"),
        (("step", "a\x1b[31mb"), r"sim: there is no scenario 'a\x1b[31mb'"),
    ],
)
def test_a_wrong_command_is_status_2(
    arguments: tuple[str, ...], said: str, sim: Call
) -> None:
    done = sim(*arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(said)
    assert "Traceback" not in done.err


def failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("sim.shelf.shipped", fail)


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ModelError("cannot be run"), 1, "sim: cannot be run\n"),
        (
            OSError(errno.ENOSPC, "No space left on device", "x"),
            1,
            "sim: x: no space left on device\n",
        ),
        (OSError("odd"), 1, "sim: odd\n"),
        (KeyboardInterrupt(), 130, "\nsim: interrupted\n"),
        (BrokenPipeError(), 1, ""),
        (
            ValueError("one\ntwo"),
            1,
            "sim: internal error: ValueError: one two; please report it "
            "(SIM_DEBUG=1 tells more)\n",
        ),
    ],
)
def test_every_error_has_a_status_and_no_traceback(
    error: BaseException,
    status: int,
    said: str,
    sim: Call,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sim.cli.app._drop_output", lambda: None)
    failing_with(error, monkeypatch)
    done = sim("list")
    assert (done.status, done.out, done.err) == (status, "", said)


def test_an_internal_error_tells_more_if_asked(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_with(ValueError("odd"), monkeypatch)
    monkeypatch.setenv("SIM_DEBUG", "1")
    assert "Traceback" in sim("list").err


HEAVY = "numpy matplotlib pydantic simpy yaml sim.loading sim.model"


def loaded_after(code: str, tmp_path: Path) -> set[str]:
    """Run some code in a fresh Python and say which heavy modules it has loaded."""
    report = f"print([n for n in {HEAVY.split()} if n in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\n{report}"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(eval(done.stderr))


def test_import_and_help_load_nothing_heavy(tmp_path: Path) -> None:
    assert loaded_after("import sim", tmp_path) == set()
    call = "from sim.cli import main; main(['--help'])"
    assert loaded_after(call, tmp_path) == set()
    call = "from sim.cli import main; main(['--version'])"
    assert loaded_after(call, tmp_path) == set()


def test_check_loads_no_engine_and_no_picture(tmp_path: Path) -> None:
    loaded = loaded_after(
        "from sim.cli import main; main(['check', 'hello'])", tmp_path
    )
    assert not loaded & {"numpy", "matplotlib", "simpy", "sim.model"}


def test_a_run_without_pictures_loads_no_matplotlib(tmp_path: Path) -> None:
    call = "from sim.cli import main; main('run hello -n 3 --no-plots'.split())"
    assert "matplotlib" not in loaded_after(call, tmp_path)


@pytest.mark.parametrize("encoding", ["cp949", "ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("list",),
        ("list", "--lang", "ko"),
        ("check", "hello", "없는 파일"),
        ("step", "seoul_2024", "--lang", "ko", "--until", "100"),
        ("run", "hello", "-n", "3", "--no-plots", "--lang", "ko", "--force"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_no_encoding_ends_a_command(
    arguments: tuple[str, ...], encoding: str, tmp_path: Path
) -> None:
    done = sim_elsewhere(*arguments, cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert done.status == (2 if arguments[0] == "check" else 0), done.err
    assert "Traceback" not in done.err
    assert "internal error" not in done.err


@pytest.mark.skipif(os.name == "nt", reason="a broken pipe is told otherwise there")
@pytest.mark.parametrize(
    "arguments", [("step", "seoul_2024"), ("run", "hello", "-n", "3", "--no-plots")]
)
def test_a_reader_who_leaves_is_no_error(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "sim", *arguments],
        cwd=tmp_path,
        env=environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=300,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


def test_what_an_encoding_lacks_is_said_plainly_or_escaped() -> None:
    def told(text: str, encoding: str) -> str:
        codecs.register_error("sim.plainer", plainer)
        stream = io.TextIOWrapper(io.BytesIO(), encoding, errors="sim.plainer")
        stream.write(text)
        stream.flush()
        return stream.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]

    assert told("−3–4 → “5”", "ascii") == '-3-4 -> "5"'
    assert told("−0.5 전쟁", "cp949") == "-0.5 전쟁"
    assert told("전 é", "latin-1") == r"\uc804 é"
    with pytest.raises(UnicodeDecodeError):
        plainer(UnicodeDecodeError("ascii", b"\xff", 0, 1, "not ascii"))


@pytest.mark.parametrize(
    ("columns", "width"), [("100", 100), ("7", 40), ("x", 80), ("0", 80), ("", 80)]
)
def test_the_width_is_the_one_asked_for(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert width_of(io.StringIO()) == width


def test_a_terminal_is_written_as_wide_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

        def fileno(self) -> int:
            return 0

    monkeypatch.delenv("COLUMNS", raising=False)
    for columns, width in ((90, 90), (300, 100), (10, 40), (0, 80)):
        size = os.terminal_size((columns, 24))
        monkeypatch.setattr(os, "get_terminal_size", lambda _, size=size: size)
        assert width_of(Terminal()) == width
    closed = io.StringIO()
    closed.close()
    assert width_of(closed) == 80


def test_colours_are_for_a_terminal_without_no_color(
    monkeypatch: pytest.MonkeyPatch, sim: Call
) -> None:
    monkeypatch.setattr("sim.cli.showing.is_terminal", lambda stream: True)
    monkeypatch.setattr("sim.cli.showing.detect_legacy_windows", lambda: False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    few = ("run", "hello", "-n", "3", "--no-plots", "--force")
    bold = sim(*few).out
    assert "\x1b[1mOutcomes of 3 members\x1b[0m" in bold
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in sim(*few).out


def test_progress_is_shown_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, sim: Call
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    few = ("run", "hello", "-n", "3", "--no-plots", "--force")
    assert sim(*few).err == ""
    monkeypatch.setattr("sim.cli.progress.is_terminal", lambda stream: True)
    done = sim(*few)
    assert "3/3" in done.err
    assert "left" in done.err
    assert "3/3" not in done.out
    assert sim(*few, "--quiet").err == ""


def test_wide_characters_count_twice() -> None:
    assert columns_of("전쟁 war") == 8
    assert columns_of("e\u0301") == 1


def test_cells_break_between_words_but_not_before_a_percent_sign() -> None:
    assert broken("most of 37 % of it", 9) == ["most of", "37 % of", "it"]
    assert broken("2024-11-05 to 2026-01-01", 14) == ["2024-11-05 to", "2026-01-01"]
    assert broken("전쟁이 끝남", 6) == ["전쟁이", "끝남"]
    assert broken("abcdefgh", 3) == ["abc", "def", "gh"]
    assert broken("", 5) == [""]


@pytest.mark.parametrize("room", [20, 40, 60, 80, 200])
def test_columns_share_the_room_there_is(room: int) -> None:
    rows = [
        ("Outcome", "Result", "Interval"),
        (
            "a title that goes on for quite some time",
            "37 %",
            "2024-11-05 to 2026-01-01",
        ),
    ]
    widths = column_widths(rows, room)
    assert sum(widths) + 4 <= max(room, 25)
    if room == 200:
        assert widths == [40, 6, 24]
