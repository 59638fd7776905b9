"""Fixed words about a scenario held against history; `words` takes them in."""

from __future__ import annotations

__all__ = ["HINDCAST"]

HINDCAST: dict[str, tuple[str, str]] = {
    "hindcast_questions": (
        "What happened, and the share of {count} possible futures that agree",
        "실제로 일어난 일과, 가능한 미래 {count}개 가운데 그와 일치하는 비율",
    ),
    "question": ("Question", "질문"),
    "answer": ("What happened", "실제"),
    "agree": ("Futures that agree", "일치하는 미래"),
    "hangs_on": ("Hangs on", "걸린 규칙"),
    "answer true": ("yes", "그렇다"),
    "answer false": ("no", "아니다"),
    "answer unknown": ("not known", "알 수 없음"),
    "not_scored": ("{share} say yes; not scored", "{share} 그렇다; 채점 안 함"),
    "by_rule": ("the rule for {name}", "{name} 규칙"),
    "hindcast_rungs": (
        "Where history runs among {count} possible futures",
        "가능한 미래 {count}개 속에서 역사가 지나는 자리",
    ),
    "held": ("Held", "실제"),
    "from_to": ("When", "기간"),
    "below": ("Futures below", "그 아래"),
    "on_it": ("On it", "그 단"),
    "above": ("Above", "그 위"),
    "elsewhere": ("{share} elsewhere", "그 밖 {share}"),
    "hindcast_counts": (
        "What was counted, and what possible futures had by then",
        "집계된 수와 같은 시기 가능한 미래의 수",
    ),
    "gauge": ("Gauge", "지표"),
    "date": ("Date", "날짜"),
    "counted": ("Counted", "집계"),
    "hindcast_rule": (
        "One history is one draw. A good match proves little; none at all means that "
        "the scenario excludes what happened.",
        "역사는 한 번의 추첨일 뿐. 잘 맞아도 입증되는 것은 적고, 전혀 없으면 "
        "시나리오가 실제를 배제한다는 뜻.",
    ),
    "hindcast_mean_rule": (
        "Shares of futures on average over the time for which the rung was held.",
        "그 단이 유지된 기간 동안의 평균 비율.",
    ),
    "hindcast_rules": (
        "How it was coded, where that is open to doubt",
        "기록 규칙 가운데 이견이 있을 수 있는 것",
    ),
    "coded": ("Coded", "대상"),
    "coded_by": ("Rule", "규칙"),
    "open_to_doubt": ("Open to doubt", "이견의 여지"),
    "other_rule": ("Another coder: {rule}", "달리 기록한다면: {rule}"),
    "hindcast_rules_rule": (
        "All {count} rules stand in the history; change one there and code again.",
        "규칙 {count}개는 모두 역사 파일에 있음. 규칙을 고치고 다시 기록해 볼 수 있음.",
    ),
    "hindcast_left_out": (
        "Left out, since this scenario or this run has it not: {names}",
        "이 시나리오나 실행에 없어 생략: {names}",
    ),
    "history_facts": (
        "history: {title}, coded from {since} to {until}",
        "역사: {title}, {since} ~ {until} 기록",
    ),
}
