"""Fixed words about exact answers, in English and Korean; `words` takes them in."""

from __future__ import annotations

__all__ = ["EXACT"]

EXACT: dict[str, tuple[str, str]] = {
    "exact": ("Exact answers, without sampling", "표본 없이 계산한 정확한 값"),
    "exact_beside": (
        "Exact answers beside those of {count} members",
        "정확한 값과 구성원 {count}개의 값",
    ),
    "exact_value": ("Exact", "정확한 값"),
    "sampled": ("Sampled", "표본"),
    "holds_for": ("Holds for", "해당 범위"),
    "for_every_case": ("every case", "모든 사례"),
    "for_averaged": ("all cases, on average", "모든 사례의 평균"),
    "for_central": ("the central case only", "중심 사례만"),
    "for_ever": ("if the run had no end", "끝이 없다면"),
    "for_ever_after": ("after {days} on average", "평균 {days} 뒤"),
    "exact_mean": ("{title} (mean)", "{title} (평균)"),
    "exact_after": ("{title}, mean {horizon}", "{title}, {horizon} 평균"),
    "exact_claim": ("{title}, {horizon}", "{title}, {horizon}"),
    "exact_rule": (
        "Exact for the scenario as written: it has no sampling error, and rests on the "
        "same assumptions.",
        "적힌 시나리오에 대해 정확함. 표본 오차가 없을 뿐 같은 가정에 바탕함.",
    ),
    "exact_central_rule": (
        "The central case holds these at their central value: {names}. --set holds "
        "them at others.",
        "중심 사례에서는 다음을 중심값으로 고정함: {names}. --set으로 다른 값을 쓸 수 "
        "있음.",
    ),
    "exact_averaged_rule": (
        "Averaged over the spread of: {names}.",
        "다음의 분포 범위에 걸쳐 평균함: {names}.",
    ),
    "exact_differs": (
        "exact and sampled differ by more than chance explains: {names}; please "
        "report it",
        "정확한 값과 표본의 차이가 우연으로 보기에 큼: {names}. 알려 주기 바람",
    ),
    "not_exact": ("No exact answer", "정확한 값을 구할 수 없는 것"),
    "in_the_way": ("What stands in the way", "걸림돌"),
    "the_question": ("what is asked itself", "질문 자체"),
    "why": ("Why", "이유"),
    "way_of": ("Of", "대상"),
    "way_of_many": ("{count} of {total} answers", "{total}개 가운데 {count}개"),
    "obstacle fixed": (
        "it waits for a fixed time, so that it matters how long it has waited",
        "정해진 시간을 기다리므로 얼마나 기다렸는지가 영향을 줌",
    ),
    "obstacle delay": (
        "it waits for a drawn time ({detail}), so that it matters how long it has "
        "waited; only an exponential one forgets",
        "추첨한 시간({detail})을 기다리므로 얼마나 기다렸는지가 영향을 줌. 지수 분포만 "
        "지난 시간을 잊음",
    ),
    "obstacle lag": (
        "it is seen after a drawn lag ({detail}), so that it matters how long it has "
        "run; only an exponential one forgets",
        "추첨한 지연({detail}) 뒤에 관측되므로 얼마나 지났는지가 영향을 줌. 지수 "
        "분포만 지난 시간을 잊음",
    ),
    "obstacle policy": (
        "a policy moves it: reviews, tosses and acts keep time",
        "정책이 움직임. 검토와 추첨과 실행이 시간을 기억함",
    ),
    "obstacle band": (
        "it follows a gauge, which is no rung but a number",
        "단이 아니라 수인 계량값을 따름",
    ),
    "obstacle wall": (
        "the gauge is held between walls, so that its mean does not follow from means",
        "계량값이 한계에 막혀 평균만으로 평균을 구할 수 없음",
    ),
    "obstacle misread": ("it may be misread", "잘못 읽힐 수 있음"),
    "obstacle unknown": (
        "it is of a kind ({detail}) that exact answers do not know",
        "정확한 계산이 다루지 않는 종류({detail})임",
    ),
    "obstacle states": (
        "more than {detail} states can be reached",
        "이를 수 있는 상태가 {detail}개를 넘음",
    ),
    "obstacle distribution": (
        "it asks how a sum or a time is spread, not for its mean ({detail})",
        "합이나 시간의 평균이 아니라 분포를 물음({detail})",
    ),
}
