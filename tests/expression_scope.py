"""A small scope and its titles, for the tests of expressions."""

from __future__ import annotations

from datetime import date

from sim.errors import Place
from sim.expressions import (
    Checked,
    Due,
    GaugeKind,
    LadderKind,
    ParameterKind,
    Scope,
    check,
)

RUNGS = ("none", "arms", "combat")
KEYS = {"troops": 0, "losses": -1, "odd": None}

SCOPE = Scope(
    start=date(2024, 10, 22),
    horizon=731.0,
    parameters={
        "war_end": ParameterKind(-1, written="0.035 per month"),
        "other_rate": ParameterKind(-1, written="0.1 per month"),
        "lag": ParameterKind(1, written="10 days"),
        "pay": ParameterKind(0, written="4200"),
        "share": ParameterKind(0, written="30%"),
        "anything": ParameterKind(None),
        "regime": ParameterKind(0, words=("averse", "insulated")),
        "mood": ParameterKind(0, words=("averse", "calm")),
        "arms": ParameterKind(0),  # also a rung: beside a ladder the rung is meant
    },
    ladders={
        "role": LadderKind(RUNGS, keys=KEYS),
        "seen": LadderKind(RUNGS, keys=KEYS, of="role"),
        "support": LadderKind(("nothing", "expand", "weapons")),
        "war": LadderKind(("on", "over"), steered=False),
        "government": LadderKind(("opposed", "ruling"), ordered=False),
    },
    gauges={
        "deaths": GaugeKind("killed"),
        "waiting": GaugeKind("days"),
        "discontent": GaugeKind("points", bands=("quiet", "unrest")),
    },
    actors=("seoul", "pyongyang"),
    arguments=("soldiers_pay",),
    horizons=(182.625, 365.25),
    broken=frozenset({"shaky"}),
)

ENGLISH = {
    "role": "The North's role in the war",
    "role.none": "None",
    "role.arms": "Arms transfers",
    "role.combat": "In combat",
    "role.troops": "troops sent",
    "seen": "What Seoul sees of it",
    "seen.combat": "In combat",
    "support": "Seoul's support",
    "support.expand": "Wider aid",
    "support.weapons": "Weapons",
    "government": "The government",
    "government.opposed": "Opposed",
    "pay": "Pay for a soldier",
    "share": "The share received",
    "lag": "Lag",
    "deaths": "Deaths",
    "pyongyang": "North Korea",
    "soldiers_pay": "Pay for the troops",
    "regime": "How the regime takes losses",
    "regime.averse": "averse to them",
}
KOREAN = {
    "role": "북한의 전쟁 관여",
    "role.none": "없음",
    "role.arms": "무기 이전",
    "role.combat": "전투 참여",
    "role.troops": "파병 규모",
    "seen": "서울이 본 관여",
    "seen.combat": "전투 참여",
    "support": "서울의 지원",
    "support.expand": "확대",
    "support.weapons": "무기",
    "government": "정부",
    "government.opposed": "반대",
    "pay": "병사 급여",
    "share": "받는 몫",
    "lag": "지연",
    "deaths": "전사자",
    "pyongyang": "북한",
    "soldiers_pay": "파병 대가",
    "regime": "체제의 손실 수용",
    "regime.averse": "회피",
}


def checked(text: str, due: Due, scope: Scope = SCOPE) -> Checked:
    """Check a text that stands alone on its line."""
    return check(text, Place("a.yaml", 1, 1, text), due=due, scope=scope)


def told(text: str, due: Due) -> list[str]:
    """Give every problem as ``COLUMN what (hint)``, warnings with ``warning:``."""
    return [
        f"{problem.place.column} {'warning: ' * problem.warning}{problem.what}"
        + (f" ({problem.hint})" if problem.hint else "")
        for problem in checked(text, due).problems
    ]
