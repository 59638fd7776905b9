"""Expressions in words, in English and in Korean."""

from __future__ import annotations

import math

import pytest
from expression_scope import ENGLISH, KOREAN, SCOPE, checked

from sim.expressions import Due, Tree, describe, with_particle

TOLD = [
    (
        Due.CONDITION,
        "role >= combat",
        "the North's role in the war is at least 'In combat'",
        "북한의 전쟁 관여가 '전투 참여' 이상",
    ),
    (
        Due.CONDITION,
        "combat > role",
        "the North's role in the war is below 'In combat'",
        "북한의 전쟁 관여가 '전투 참여'보다 낮음",
    ),
    (
        Due.CONDITION,
        "role > none and role <= arms",
        "the North's role in the war is above 'None' and "
        "the North's role in the war is at most 'Arms transfers'",
        "북한의 전쟁 관여가 '없음'보다 높고 북한의 전쟁 관여가 '무기 이전' 이하",
    ),
    (
        Due.CONDITION,
        "government != opposed",
        "the government is not 'Opposed'",
        "정부가 '반대'가 아님",
    ),
    (
        Due.CONDITION,
        "government == opposed or support == expand",
        "the government is 'Opposed' or Seoul's support is 'Wider aid'",
        "정부가 '반대'이거나 서울의 지원이 '확대'",
    ),
    (
        Due.CONDITION,
        "role >= combat and (support == expand or not government == opposed)",
        "the North's role in the war is at least 'In combat' and "
        "(Seoul's support is 'Wider aid' or the government is not 'Opposed')",
        "북한의 전쟁 관여가 '전투 참여' 이상이고 "
        "(서울의 지원이 '확대'이거나 정부가 '반대'가 아님)",
    ),
    (
        Due.CONDITION,
        "not (role >= combat and support == expand)",
        "the North's role in the war is below 'In combat' or "
        "Seoul's support is not 'Wider aid'",
        "북한의 전쟁 관여가 '전투 참여'보다 낮거나 서울의 지원이 '확대'가 아님",
    ),
    (Due.CONDITION, "not never", "always", "언제나"),
    (Due.CONDITION, "not always", "never", "어느 때도 아님"),
    (
        Due.CONDITION,
        "not not role == combat",
        "the North's role in the war is 'In combat'",
        "북한의 전쟁 관여가 '전투 참여'",
    ),
    (
        Due.CONDITION,
        "seen == role",
        "what Seoul sees of it is the same as the North's role in the war",
        "서울이 본 관여가 북한의 전쟁 관여와 같음",
    ),
    (
        Due.CONDITION,
        "seen != role and seen < role",
        "what Seoul sees of it differs from the North's role in the war and "
        "what Seoul sees of it is below the North's role in the war",
        "서울이 본 관여가 북한의 전쟁 관여와 다르고 "
        "서울이 본 관여가 북한의 전쟁 관여보다 낮음",
    ),
    (
        Due.CONDITION,
        "decided(support) >= support",
        "what is decided on Seoul's support is at least as high as Seoul's support",
        "결정된 서울의 지원이 서울의 지원 이상",
    ),
    (
        Due.CONDITION,
        "decided(support) == weapons",
        "what is decided on Seoul's support is 'Weapons'",
        "결정된 서울의 지원이 '무기'",
    ),
    (
        Due.CONDITION,
        "regime == averse",
        "how the regime takes losses is 'averse to them'",
        "체제의 손실 수용이 '회피'",
    ),
    (
        Due.CONDITION,
        "role.troops > 3000",
        "troops sent (the North's role in the war) is more than 3,000",
        "파병 규모(북한의 전쟁 관여)가 3,000 초과",
    ),
    (
        Due.CONDITION,
        "0.5 >= share",
        "the share received is at most 0.5",
        "받는 몫이 0.5 이하",
    ),
    (
        Due.CONDITION,
        "level(role) != 1",
        "the level of the North's role in the war is not 1",
        "북한의 전쟁 관여의 단계가 1이 아님",
    ),
    (
        Due.AMOUNT,
        "(pay - deaths) * share - (deaths - (pay - 1)) / -share",
        "(Pay for a soldier − Deaths) × the share received − "
        "(Deaths − (Pay for a soldier − 1)) ÷ −the share received",
        "(병사 급여 − 전사자) × 받는 몫 − (전사자 − (병사 급여 − 1)) ÷ −받는 몫",
    ),
    (
        Due.AMOUNT,
        "pay if role >= combat else 0",
        "Pay for a soldier if the North's role in the war is at least 'In combat', "
        "otherwise 0",
        "북한의 전쟁 관여가 '전투 참여' 이상이면 병사 급여, 그 밖에는 0",
    ),
    (
        Due.AMOUNT,
        "pay if government != opposed and role > arms else 0",
        "Pay for a soldier if the government is not 'Opposed' and "
        "the North's role in the war is above 'Arms transfers', otherwise 0",
        "정부가 '반대'가 아니고 북한의 전쟁 관여가 '무기 이전'보다 높으면 병사 급여, "
        "그 밖에는 0",
    ),
    (
        Due.AMOUNT,
        "max(pay, deaths, 1) + min(pay, 1) ** 2",
        "(the largest of Pay for a soldier, Deaths and 1) + "
        "(the smaller of Pay for a soldier and 1) to the power 2",
        "((병사 급여, 전사자, 1) 중 가장 큰 값) + ((병사 급여, 1) 중 작은 값)의 2제곱",
    ),
    (
        Due.AMOUNT,
        "abs(deaths - 1) + sqrt(share) * exp(log(share))",
        "the size of (Deaths − 1) + "
        "√(the share received) × exp(log(the share received))",
        "(전사자 − 1)의 절댓값 + √(받는 몫) × exp(log(받는 몫))",
    ),
    (
        Due.OUTCOME,
        "ever(support >= weapons, day(2025-12-31))",
        "Seoul's support is at least 'Weapons' at some time up to 31 December 2025",
        "2025년 12월 31일까지 서울의 지원이 '무기' 이상인 적이 있음",
    ),
    (
        Due.CLAIM,
        "not ever(role >= combat and support == expand)",
        "(the North's role in the war is at least 'In combat' and "
        "Seoul's support is 'Wider aid') at no time",
        "북한의 전쟁 관여가 '전투 참여' 이상이고 서울의 지원이 '확대'인 적이 없음",
    ),
    (
        Due.CLAIM,
        "not ever(role >= combat, 6 months) or final(deaths) > 3000",
        "the North's role in the war is at least 'In combat' at no time "
        "within the first 6 months or Deaths at the end is more than 3,000",
        "처음 6개월 안에 북한의 전쟁 관여가 '전투 참여' 이상인 적이 없거나 "
        "마지막 날의 전사자가 3,000 초과",
    ),
    (
        Due.OUTCOME,
        "first(role == arms) < first(seen == combat)",
        "the first day on which the North's role in the war is 'Arms transfers' "
        "is before the first day on which what Seoul sees of it is 'In combat'",
        "북한의 전쟁 관여가 '무기 이전'인 첫날이 "
        "서울이 본 관여가 '전투 참여'인 첫날보다 빠름",
    ),
    (
        Due.OUTCOME,
        "day(2025-01-05) < first(role >= combat)",
        "the first day on which the North's role in the war is at least 'In combat' "
        "is after 5 January 2025",
        "북한의 전쟁 관여가 '전투 참여' 이상인 첫날이 2025년 1월 5일보다 늦음",
    ),
    (
        Due.OUTCOME,
        "time_in(role < combat, 1 month)",
        "the number of days on which the North's role in the war is below 'In combat' "
        "within the first month",
        "처음 1개월 안에 북한의 전쟁 관여가 '전투 참여'보다 낮은 날수",
    ),
    (
        Due.OUTCOME,
        "highest(support) >= expand",
        "the highest rung of Seoul's support is at least 'Wider aid'",
        "서울의 지원의 최고 단계가 '확대' 이상",
    ),
    (
        Due.OUTCOME,
        "final(role) > final(seen)",
        "the North's role in the war at the end is above what Seoul sees of it "
        "at the end",
        "마지막 날의 북한의 전쟁 관여가 마지막 날의 서울이 본 관여보다 높음",
    ),
    (
        Due.OUTCOME,
        "final(role, day(2025-01-05))",
        "the North's role in the war on 5 January 2025",
        "2025년 1월 5일의 북한의 전쟁 관여",
    ),
    (
        Due.OUTCOME,
        "final(deaths, 1 month)",
        "Deaths after 1 month",
        "1개월 뒤의 전사자",
    ),
    (
        Due.OUTCOME,
        "rises(role) + falls(role, 7)",
        "how often the North's role in the war rises + "
        "how often the North's role in the war falls up to 29 October 2024",
        "북한의 전쟁 관여의 상승 횟수 + "
        "2024년 10월 29일까지 북한의 전쟁 관여의 하락 횟수",
    ),
    (
        Due.CLAIM,
        "net.pyongyang(1 year) < 0",
        "North Korea's net gain after 1 year is less than 0",
        "1년 뒤 북한의 순이득이 0 미만",
    ),
    (
        Due.CLAIM,
        "amount.soldiers_pay > gain.pyongyang - loss.pyongyang",
        "'Pay for the troops' is more than North Korea's gain − North Korea's loss",
        "'파병 대가'가 북한의 이득 − 북한의 손실 초과",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("due", "text", "english", "korean"), TOLD)
def test_an_expression_is_told_in_both_languages(
    due: Due, text: str, english: str, korean: str
) -> None:
    found = checked(text, due)
    assert found.sound, found.problems
    start = SCOPE.start
    assert describe(found.tree, lambda _, name: ENGLISH[name], start=start) == english
    told = describe(found.tree, lambda _, name: KOREAN[name], "ko", start=start)
    assert told == korean


def test_without_a_start_a_day_is_told_by_its_number() -> None:
    tree = checked("ever(role >= combat, 435)", Due.OUTCOME).tree
    assert describe(tree, lambda _, name: ENGLISH[name]).endswith(" up to day 435")
    told = describe(tree, lambda _, name: KOREAN[name], "ko")
    assert told.startswith("435일째까지 ")
    later = Tree("ever", tree.parts, number=1e9)
    assert "day 1e+09" in describe(later, lambda _, name: ENGLISH[name])


def test_what_has_no_title_is_told_by_its_own_name() -> None:
    tree = checked("role.troops > 1 and role == arms", Due.CONDITION).tree
    assert describe(tree, lambda _, name: name) == (
        "troops (role) is more than 1 and role is 'arms'"
    )


def test_names_are_asked_for_with_what_they_name() -> None:
    asked: set[tuple[str, str]] = set()

    def note(kind: str, name: str) -> str:
        asked.add((kind, name))
        return name

    text = "role.troops * pay if decided(support) == expand and regime == averse else 1"
    describe(checked(text, Due.AMOUNT).tree, note, "ko")
    assert asked == {
        ("key", "role.troops"),
        ("ladder", "role"),
        ("parameter", "pay"),
        ("ladder", "support"),
        ("rung", "support.expand"),
        ("parameter", "regime"),
        ("word", "regime.averse"),
    }


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_is_no_expression_is_not_told(language: str) -> None:
    strange = Tree("abracadabra", (Tree("number"),), number=math.inf)
    with pytest.raises(ValueError, match="no words for 'abracadabra'"):
        describe(strange, lambda _, name: name, language)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("word", "pair", "told"),
    [
        ("북한", "이/가", "북한이"),
        ("정부", "이/가", "정부가"),
        ("서울", "은/는", "서울은"),
        ("러시아", "을/를", "러시아를"),
        ("러시아", "과/와", "러시아와"),
        ("'전투 참여'", "이/가", "'전투 참여'가"),
        ("'지원'", "이/가", "'지원'이"),
        ("10", "이/가", "10이"),
        ("2", "이/가", "2가"),
        ("3,000", "을/를", "3,000을"),
        ("30%", "이/가", "30%가"),
        ("NATO", "은/는", "NATO는"),
        ("WTN", "은/는", "WTN은"),
        ("HIMARS", "이/가", "HIMARS가"),
        ("pay", "이/가", "pay가"),
        ("Seoul", "이/가", "Seoul이"),
        ("Pentagon", "은/는", "Pentagon은"),
        ("파병 규모(북한)", "이/가", "파병 규모(북한)가"),
        ("", "이/가", "가"),
        ("(…)", "이/가", "(…)가"),
    ],
)
def test_a_particle_follows_the_last_sound(word: str, pair: str, told: str) -> None:
    assert with_particle(word, pair) == told
