"""The words of the page once a class has decided, in English and Korean.

Nothing here says that a decision was good or bad. Korean is worded so that no particle
follows a filled-in word.
"""

from __future__ import annotations

__all__ = ["DEBRIEF_WORDS"]

DEBRIEF_WORDS: dict[str, tuple[str, str]] = {
    "debrief": ("Debrief", "되돌아보기"),
    "debrief_of": (
        "This future, number {number}, has come to its end on {end}.",
        "{number}번 미래가 끝났습니다. 마지막 날 {end}.",
    ),
    "part_really": ("What was really so", "실제로는 어땠나"),
    "part_unseen": ("What was not seen in time", "제때 알지 못한 것"),
    "part_twins": ("The same luck, otherwise decided", "같은 운, 다른 결정"),
    "part_weights": ("Which decision mattered most", "가장 영향이 컸던 결정"),
    "part_questions": ("Questions", "질문"),
    "part_next": ("Next", "다음"),
    "part_back": ("Back", "이전"),
    "class_decided": ("the class decided this", "학급이 결정함"),
    "really_say": (
        "Now you see what you could not know when you decided.",
        "이제 결정할 때 알 수 없었던 것을 봅니다.",
    ),
    "really_apart": (
        "What you saw was not what was so at {count} of your {all} decisions.",
        "결정 {all}번 가운데 본 것과 실제가 달랐던 것은 {count}번입니다.",
    ),
    "decisions_table": ("Your decisions", "여러분의 결정"),
    "you_saw": ("You saw", "본 것"),
    "was_so": ("What was so", "실제"),
    "so_same": ("the same", "같음"),
    "so_misread": ("misread: {rung}", "잘못 읽음. 실제는 {rung}"),
    "sees_all": (
        "This seat sees everything as it is.",
        "이 자리는 모든 것을 그대로 봅니다.",
    ),
    "unseen_say": (
        "Changes that were over before you could see them: {count}",
        "알기 전에 이미 지나간 변화: {count}건",
    ),
    "unseen_one": (
        "{title}: {rung} ({date})",
        "{title}: {rung} ({date})",
    ),
    "news_table": ("What you came to know, and how late", "알게 된 것과 늦은 기간"),
    "known_on": ("Known on", "알게 된 날"),
    "of_what": ("Of what", "무엇"),
    "was_shown": ("What was shown", "알려진 것"),
    "how_late": ("How late", "늦은 기간"),
    "twins_say": (
        "Three futures with the same luck. Only who answered the reviews is another.",
        "운이 같은 미래 셋입니다. 검토에 답한 쪽만 다릅니다.",
    ),
    "twin_class": ("The class", "학급"),
    "twin_plan": ("The written plan", "적힌 계획"),
    "twin_still": ("Holding still", "가만히 있기"),
    "twins_part": (
        "In what others do, the three are the same until {date}.",
        "다른 쪽의 행동은 {date}까지 셋 다 같습니다.",
    ),
    "twins_never": (
        "In what others do, the three are the same to the end.",
        "다른 쪽의 행동은 끝까지 셋 다 같습니다.",
    ),
    "twins_differ": ("Where the three differ", "셋이 다른 점"),
    "twins_same": ("The same in all three: {count}", "셋 다 같은 것: {count}"),
    "twins_same_all": (
        "They end alike in everything that the scenario asks.",
        "시나리오가 묻는 모든 것에서 같게 끝납니다.",
    ),
    "twins_rule": (
        "One luck of many. None of the three is the right one, and none is ranked.",
        "많은 운 가운데 하나입니다. 셋 가운데 정답은 없고, 순위도 없습니다.",
    ),
    "harmed": ("People harmed", "인명 피해"),
    "harmed_say": (
        "In this future, as ranges with who reports them. They are set beside no "
        "decision: nobody here is answerable for them.",
        "이 미래의 범위와 집계한 쪽입니다. 어떤 결정과도 나란히 놓지 않으며, 여기 "
        "있는 누구에게도 책임이 없습니다.",
    ),
    "weights_say": (
        "From each of your decisions on, chance is drawn anew {count} times. Each time "
        "every choice that you had goes on with the same chance.",
        "여러분의 결정 하나하나에서 우연을 {count}번 새로 뽑습니다. 그때마다 고를 수 "
        "있었던 모든 항목을 같은 우연으로 이어 갑니다.",
    ),
    "print_all": ("Print all parts", "모두 인쇄"),
    "print_waits": (
        "The paper waits until the {count} lucks are worked out; then it prints.",
        "우연 {count}번의 계산이 끝나면 인쇄합니다.",
    ),
    "weights_work": ("Working it out: {share} %", "계산 중: {share}%"),
    "weights_rule": (
        "Counted is in how many of 100 lucks something that others do came to another "
        "highest or another last rung. Whether that is better or worse is not counted. "
        "The other choice holds until you next ordered something else. What was on its "
        "way already comes as it did, and what nobody knows of the world stays as it "
        "was in this future.",
        "우연 100번 가운데 다른 쪽의 무언가가 다른 단계에 서게 된(가장 높은 단계나 "
        "마지막 단계) 횟수입니다. 더 나은지 나쁜지는 세지 않습니다. 다른 선택은 "
        "여러분이 그다음에 다른 것을 결정한 때까지 이어집니다. 이미 오고 있던 것은 "
        "그대로 오고, 세계에 대해 아무도 모르는 값은 이 미래의 것 그대로입니다.",
    ),
    "weights_none": (
        "There is nothing to compare: the class was not asked, or nobody else acts "
        "here.",
        "견줄 것이 없습니다. 학급에 묻지 않았거나, 여기서 행동하는 다른 쪽이 없습니다.",
    ),
    "weights_top": (
        "Most hung on {dates}: another choice led others elsewhere in about {count} of "
        "100 lucks.",
        "영향이 가장 컸던 결정은 {dates}: 다른 것을 골랐다면 우연 100번 가운데 약 "
        "{count}번, 다른 쪽의 행동이 달라졌습니다.",
    ),
    "weights_nothing": (
        "What others did hung on none of your decisions.",
        "다른 쪽의 행동이 달라진 결정은 없습니다.",
    ),
    "of_none": ("in none", "없음"),
    "of_100": ("about {count} of 100", "100번에 약 {count}번"),
    "most_here": ("most", "가장 큼"),
    "most_other": ("The choice that changed most", "가장 크게 달라지는 선택"),
    "others_differ": ("Others came elsewhere in", "다른 쪽이 달라진 횟수"),
    "every_choice": ("Every decision and every choice", "모든 결정과 모든 선택"),
    "as_ordered": ("as you ordered", "결정한 것"),
    "keep_it": ("Keep it", "남겨 두기"),
    "keep_how": (
        "Save the record as {file}. The code proves this future at the teacher's desk, "
        "and the debrief sheet is filled in from the record.",
        "기록을 저장하세요({file}). 코드로 이 미래를 확인하고, 기록으로 "
        "되돌아보기 활동지를 채울 수 있습니다.",
    ),
}
