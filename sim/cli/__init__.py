"""The command line: arguments in, status out.

`app` names the commands and holds the one place that turns errors into exit statuses;
each command is a file of its own: `run`, `step`, `check` and so on. `options` reads
what is written on a command line; `terminal`, `showing`, `layout`, `progress` print.
Heavy rooms are imported inside the commands, so that ``sim --help`` is quick.
"""

from sim.cli.app import main

__all__ = ["main"]
