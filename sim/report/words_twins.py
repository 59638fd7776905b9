"""Fixed words about two futures of one luck, and about paths; `words` takes them in."""

from __future__ import annotations

__all__ = ["TWINS"]

TWINS: dict[str, tuple[str, str]] = {
    "twins_title": (
        "Two possible futures of one luck (member {member} of seed {seed})",
        "같은 운을 만난 두 미래 (시드 {seed}, {member}번)",
    ),
    "twin_first": ("First: {title}", "첫째: {title}"),
    "twin_second": ("Second: {title}", "둘째: {title}"),
    "twins_part": (
        "They part on {date} (day {day}).",
        "{date}({day}일째)에 갈라짐.",
    ),
    "twins_same": (
        "They never part: the same moves on the same days.",
        "끝까지 갈라지지 않음. 같은 날 같은 이동.",
    ),
    "partings": ("Where they part, ladder by ladder", "사다리마다 갈라지는 곳"),
    "parts_on": ("Parts on", "갈라지는 날"),
    "then_first": ("First, from then", "그때 첫째"),
    "then_second": ("Second, from then", "그때 둘째"),
    "never_part": (
        "The same in both: {titles}.",
        "둘 다 같음: {titles}.",
    ),
    "partings_rule": (
        "Every random number is the same in both; what differs comes of the plans, "
        "directly or through what they moved.",
        "모든 난수는 둘 다 같음. 차이는 계획에서 직접, 또는 계획이 움직인 것을 거쳐 "
        "나온 것.",
    ),
    "together_until": ("Up to there, the same in both", "거기까지, 둘 다 같음"),
    "from_there": ("From there: {title}", "그 뒤: {title}"),
    "twins_marks": (
        "thick: first · dashed: second · dotted line down: where they part",
        "굵은 선: 첫째 · 파선: 둘째 · 세로 점선: 갈라지는 때",
    ),
    "alt_twins": (
        "Staircases of two futures of one luck, member {member} of seed {seed}.",
        "시드 {seed}의 구성원 {member}, 같은 운을 만난 두 미래를 계단으로 그림.",
    ),
    "alt_parting": (
        "{title}: they part on {date}, to {first} and {second}.",
        "{title}: {date}에 갈라져 {first}, {second}.",
    ),
    "alt_no_parting": ("{title}: the same in both.", "{title}: 둘 다 같음."),
}
