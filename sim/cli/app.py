"""The program ``sim``: the one place that turns errors into exit statuses.

0 done, 1 could not, 2 the file or the command is wrong, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Any

import typer

from sim.cli.commands import COMMANDS, command
from sim.cli.terminal import note, prepare_streams
from sim.cli.version import version
from sim.errors import ScenarioError, SimError, UsageError
from sim.garbage import leave_to_the_end

__all__ = ["main"]

leave_to_the_end()

DONE, COULD_NOT, WRONG, INTERRUPTED = 0, 1, 2, 130

# Typer brings its own copy of click from some version on; this is the one it uses.
_CommandError: type[Exception] = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="sim",
    help="Escalation scenarios: check a file, run it many times, tell one future.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
    },
)
for _name in COMMANDS:
    app.command(_name)(command(_name))


def _version(asked: bool) -> None:
    if asked:
        print(f"sim {version()}")
        raise typer.Exit


@app.callback()
def _front(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Say which version."
        ),
    ] = False,
) -> None:
    pass


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Parameters
    ----------
    argv : sequence of str, optional
        What stands after ``sim``; that of this process unless given.

    Returns
    -------
    int
        0 done, 1 could not, 2 the file or the command is wrong, 130 interrupted.
    """
    prepare_streams()
    try:
        status = _status_of(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has gone, as `head` does
        _drop_output()
        return COULD_NOT
    except KeyboardInterrupt as interrupt:
        hint = f"; {interrupt}" if str(interrupt) else ""
        with suppress(OSError):
            note(f"\nsim: interrupted{hint}")
        return INTERRUPTED
    return status


def _status_of(arguments: list[str]) -> int:
    try:
        return _called(arguments)
    except ScenarioError as error:
        note(str(error))
        return WRONG
    except UsageError as error:
        note(f"sim: {error}")
        return WRONG
    except SimError as error:
        note(f"sim: {error}")
        return COULD_NOT
    except _CommandError as error:
        note(_told(error))
        return WRONG
    except typer.Abort:  # what some versions of click make of Ctrl-C
        raise KeyboardInterrupt from None
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except OSError as error:
        note(f"sim: {_what_the_system_says(error)}")
        return COULD_NOT
    except Exception as error:
        if os.environ.get("SIM_DEBUG"):
            traceback.print_exc()
        what = " ".join(f"{type(error).__name__}: {error}".split())
        note(f"sim: internal error: {what}; please report it (SIM_DEBUG=1 tells more)")
        return COULD_NOT


def _called(arguments: list[str]) -> int:
    """Call the command that is meant, and give its status."""
    program: Any = typer.main.get_command(app)
    if not arguments:
        with program.make_context("sim", [], resilient_parsing=True) as context:
            note(program.get_help(context))
        return WRONG
    try:
        with program.make_context("sim", arguments) as context:
            return int(program.invoke(context) or DONE)
    except typer.Exit as leaving:
        return int(leaving.exit_code)


def _told(error: Any) -> str:
    """Say what is wrong with a command, and where its help is."""
    message = str(error.format_message()).strip().rstrip(".")
    message = message[:1].lower() + message[1:]
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "sim"
    return f"sim: {message}\n  see: {where} --help"


def _what_the_system_says(error: OSError) -> str:
    what = (error.strerror or str(error) or type(error).__name__).lower()
    return f"{error.filename}: {what}" if error.filename else what


def _drop_output() -> None:
    """Send what is still in the buffers nowhere, or Python would complain at exit."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
