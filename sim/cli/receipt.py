"""``sim receipt``: whether a future that a page has shown is what its code says."""

from __future__ import annotations

from typing import Annotated

import typer

from sim.cli.options import File, Lang
from sim.cli.terminal import tell
from sim.texts import Text

__all__ = ["receipt"]

Code = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help="As the page shows it below a future that is watched."
    ),
]
_RUN = Text(
    "Future {member} of {name}, seed 1{changes}: receipt {receipt}",
    "{name}의 미래 {member}, 시드 1{changes}: 영수증 {receipt}",
)
_WITH = Text(", with {changes}", ", 바꾼 것 {changes}")
_SAME = Text("The code says the same.", "코드와 같음.")
_OTHER = Text("The code says another: {receipt}", "코드와 다름: {receipt}")
_NONE = Text("The code says none.", "코드에 영수증이 없음.")


def receipt(file: File, code: Code, lang: Lang = "en") -> int:
    """Run the future of a page's code again, and compare its receipt."""
    from sim.loading import load_scenario
    from sim.page.codes import check_code

    scenario = load_scenario(file)
    found = check_code(
        scenario, code, load=lambda settings: load_scenario(file, settings=settings)
    )
    asked = found.asked
    changes = [f"{name}={value}" for name, value in asked.settings.items()]
    changes += [f"--policy {name}" for name in asked.policies]
    changes += [f"--without {name}" for name in asked.without]
    told = _WITH.say(lang).format(changes=", ".join(changes)) if changes else ""
    tell(
        _RUN.say(lang).format(
            member=asked.member,
            name=scenario.name,
            changes=told,
            receipt=found.receipt,
        )
    )
    if not asked.receipt:
        tell(_NONE.say(lang))
        return 0
    said = _SAME if found.same else _OTHER
    tell(said.say(lang).format(receipt=asked.receipt))
    return 0 if found.same else 1
