"""Fixed words about the ways that futures go; `words` takes them in."""

from __future__ import annotations

__all__ = ["PATHS"]

PATHS: dict[str, tuple[str, str]] = {
    "given_only": (
        "Only futures in which this holds: {condition} ({count} of {members})",
        "다음이 성립하는 미래만: {condition} ({members}개 중 {count}개)",
    ),
    "given_none": (
        "{condition} holds in none of {members} futures: there is nothing to show",
        "{condition}: 미래 {members}개 가운데 성립하는 것이 없음",
    ),
    "tree": (
        "The ways that {count} possible futures go: {titles}",
        "가능한 미래 {count}개가 가는 길: {titles}",
    ),
    "way": ("Way", "길"),
    "come_here": ("Come here", "여기에 이름"),
    "go_no_further": ("Go no further", "더 가지 않음"),
    "rarer": ("Rarer ways on", "드문 길로 감"),
    "tree_rule": (
        "Each line is one step further than the line it is set in from. Shares are of "
        "all these futures; ways that fewer than {least} go are summed up.",
        "한 줄은 들여쓰기의 바깥 줄에서 한 걸음 더 간 것. 비율은 모두 이 미래들 "
        "전체 대비. {least} 미만이 가는 길은 묶음.",
    ),
    "commonest": (
        "The commonest ways from start to end",
        "처음부터 끝까지 가장 흔한 길",
    ),
    "share_of": ("Share", "비율"),
    "first_member": ("Such as member", "예: 구성원"),
    "different_ways": (
        "{count} different ways in all; those shown are {share} of futures.",
        "모두 {count}가지 길. 여기 실린 것이 미래의 {share}.",
    ),
    "worth_reading": ("Futures worth reading", "읽어 볼 만한 미래"),
    "worth_kind": ("Which", "어떤"),
    "worth_member": ("Member", "구성원"),
    "worth_command": ("Tell it", "읽기"),
    "worth medoid": (
        "the medoid: nearest to all others",
        "대표: 나머지 모두에 가장 가까움",
    ),
    "worth tail": (
        "typical of the twentieth that stands highest",
        "가장 높이 선 5%의 대표",
    ),
    "worth unlike": ("the most unlike the others", "나머지와 가장 다름"),
    "worth_rule": (
        "By the mean number of rungs between two futures over time; highest: by the "
        "mean rung over time. Higher is no worse and no better by itself.",
        "두 미래 사이의 단 차이를 시간에 걸쳐 평균한 거리에 따름. 높음은 평균 단 "
        "기준이며 그 자체로 좋거나 나쁜 것이 아님.",
    ),
    "not_yet": (
        "Not yet: share that has not come to a rung, or past it",
        "아직 그 단에 이르지 않은 비율",
    ),
    "not_yet_rule": (
        "Kaplan and Meier's estimate; a future that has not come to it when the run "
        "ends is censored there, and may come to it later.",
        "카플란-마이어 추정. 실행이 끝날 때까지 이르지 않은 미래는 그때 중도 절단된 "
        "것이며, 그 뒤에 이를 수도 있음.",
    ),
    "picture_flow": (
        "The first moves of {count} possible futures: {titles}",
        "가능한 미래 {count}개의 처음 몇 차례 이동: {titles}",
    ),
    "flow_marks": (
        "height: share of futures · from left to right move after move; whoever moves "
        "no more stays level · shade: the rung, of the first ladder, that a flow comes "
        "from · less than 0.5 % has no name",
        "높이: 미래의 비율 · 왼쪽에서 오른쪽으로 한 번씩 이동하며, 더 움직이지 않으면 "
        "그대로 · 색: 흐름이 시작된 단(첫 사다리) · 0.5% 미만은 이름 생략",
    ),
    "tree_marks": (
        "length of a bar: share of all these futures · set in: one step further · "
        "shade: the rung, of the first ladder",
        "막대 길이: 이 미래들 전체 대비 비율 · 들여쓰기: 한 걸음 더 · 색: 단(첫 "
        "사다리)",
    ),
    "picture_not_yet": (
        "Not yet: share of {count} possible futures that have not come to a rung",
        "가능한 미래 {count}개 가운데 아직 그 단에 이르지 않은 비율",
    ),
    "not_yet_marks": (
        "Kaplan and Meier's estimate, with its 95 % interval shaded; those that have "
        "not come to it when the run ends may come to it later.",
        "카플란-마이어 추정. 음영은 95% 구간. 실행이 끝날 때까지 이르지 않은 미래는 "
        "그 뒤에 이를 수도 있음.",
    ),
    "alt_not_yet": ("{title}: {shares}", "{title}: {shares}"),
    "alt_not_yet_by": ("not yet {share} by {date}", "{date}까지 {share} 아직"),
    "not_yet_missing": (
        "The shares that have not yet come to a rung are left out: they need SciPy; "
        "install it with: pip install 'escalation-sim[exact]'.",
        "아직 그 단에 이르지 않은 비율은 생략: SciPy가 필요함. 설치: pip install "
        "'escalation-sim[exact]'.",
    ),
    "move_number": ("after move {number}", "{number}회 이동 뒤"),
    "at_start": ("start", "시작"),
    "picture_tree": (
        "The ways that {count} possible futures go: {titles}",
        "가능한 미래 {count}개가 가는 길: {titles}",
    ),
    "alt_flow": ("{when}: {places}", "{when}: {places}"),
    "alt_tree_branch": ("{way}: {share}", "{way}: {share}"),
}
