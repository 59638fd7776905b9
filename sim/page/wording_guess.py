"""The fixed words of guessing before looking, in English and Korean."""

from __future__ import annotations

__all__ = ["GUESS_WORDS"]

GUESS_WORDS: dict[str, tuple[str, str]] = {
    "tab_predict": ("Predict first", "먼저 예상하기"),
    "guess_lead": (
        "Guess before you look: of 100 futures of this model, in how many does it come "
        "to this? Nobody gives a name, and nothing is asked about deaths.",
        "보기 전에 예상해 봅니다. 이 모형의 미래 100개 가운데 몇 개에서 그렇게 될까요? "
        "이름은 적지 않으며, 사망에 관해서는 묻지 않습니다.",
    ),
    "guess_skip": (
        "No guesses today? Go on to Explore.",
        "예상 없이 진행하려면 살펴보기로 넘어가세요.",
    ),
    "guess_place": ("Question {at} of {count}", "질문 {count}개 가운데 {at}번째"),
    "guess_outcome": (
        "Of 100 futures, in how many: {title}?",
        "미래 100개 가운데 몇 개에서 일어날까요? {title}",
    ),
    "guess_claim": (
        "Of 100 futures, in how many does this hold {horizon}? “{title}”",
        "미래 100개 가운데 몇 개에서 맞는 말일까요? ({horizon}) “{title}”",
    ),
    "guess_hands": ("Count hands", "손 든 사람 세기"),
    "guess_number": ("How many say so", "몇 명"),
    "guess_range": ("{words} ({low} to {high})", "{words} ({low}~{high})"),
    "guess_one_more": ("One more: {words}", "한 명 더: {words}"),
    "guess_single": ("Or one guess, of 100", "또는 숫자로, 100개 가운데"),
    "guess_add": ("Add", "더하기"),
    "guess_wrong": (
        "Expected a whole number from 0 to 100.",
        "0에서 100까지의 정수를 넣으세요.",
    ),
    "guess_given": ("Guesses so far: {count}", "지금까지 예상 {count}개"),
    "guess_take_back": ("take back one guess of {guess}", "예상 하나 지우기: {guess}"),
    "guess_before": ("Question before", "앞 질문"),
    "guess_after": ("Next question", "다음 질문"),
    "guess_which": ("Which questions", "물을 것 고르기"),
    "guess_reveal": ("Show what the model does", "모형의 결과 보기"),
    "guess_computing": ("Computing the futures …", "미래를 계산하는 중 …"),
    "guess_revealed": ("Guessed, and what the model does", "예상과 모형의 결과"),
    "guess_score": (
        "One score for the class together: {score}. Saying 50 to everything would have "
        "scored 0.25; knowing every share, {best}. Less is better.",
        "학급 전체의 점수 하나: {score}. 모든 질문에 50이라고 하면 0.25, 비율을 모두 "
        "알면 {best}. 작을수록 좋습니다.",
    ),
    "guess_class": ("The class together", "학급 평균"),
    "guess_model": ("The model", "모형"),
    "guess_off": ("Apart", "차이"),
    "guess_range_of": ("Guesses from, to", "예상의 범위"),
    "guess_question": ("Question", "질문"),
    "guess_alt": (
        "{title}: {count} guesses, {range}, together {mean}; the model: {share}.",
        "{title}: 예상 {count}개, {range}, 평균 {mean}, 모형: {share}.",
    ),
    "guess_key": (
        "Dots: guesses. Line with a ring: the class together. Line with a square: the "
        "model.",
        "점: 예상. 고리가 달린 선: 학급 평균. 네모가 달린 선: 모형.",
    ),
    "guess_how": ("How it is scored, and what it does not say", "점수의 뜻과 한계"),
    "guess_rule": (
        "In each future a thing happens (1) or does not (0). The score is the square "
        "of the distance from the class's guess to that, averaged over {count} futures "
        "and all questions (Brier 1950). The guess is the average of the class's "
        "guesses. The rule is strictly proper: whoever wants a good score does best to "
        "say what they believe (Gneiting and Raftery 2007).",
        "미래마다 어떤 일이 일어나거나(1) 일어나지 않습니다(0). 점수는 학급의 예상과 "
        "그 값 사이 거리의 제곱을 미래 {count}개와 모든 질문에 걸쳐 평균한 것입니다"
        "(Brier 1950). 학급의 예상은 모두의 예상을 평균한 값입니다. 이 규칙은 강한 "
        "의미의 적정 점수 규칙이어서, 믿는 대로 말할 때 기대 점수가 가장 좋습니다"
        "(Gneiting and Raftery 2007).",
    ),
    "guess_limit_model": (
        "It says how near the class is to this model, not to the world. Where the two "
        "differ, the assumptions may be wrong and the class right: that is worth "
        "talking about.",
        "학급이 이 모형에 얼마나 가까운지 말할 뿐, 현실에 얼마나 가까운지 말하지 "
        "않습니다. 둘이 다르면 모형의 가정이 틀리고 학급이 옳을 수도 있습니다. 그것을 "
        "이야기해 볼 만합니다.",
    ),
    "guess_limit_few": (
        "A few questions are too few to call anybody good at this; and no score at all "
        "is given to one person.",
        "질문 몇 개로 예측을 잘한다고 말할 수는 없습니다. 한 사람에게는 점수를 매기지 "
        "않습니다.",
    ),
    "guess_sources": (
        "G. W. Brier, Verification of forecasts expressed in terms of probability, "
        "Monthly Weather Review 78 (1950), 1–3, as the Glossary of the American "
        "Meteorological Society gives its score; the article itself was not read. "
        "T. Gneiting and A. E. Raftery, Strictly proper scoring rules, prediction, and "
        "estimation, Journal of the American Statistical Association 102 (2007), "
        "359–378; its summary was read.",
        "G. W. Brier, Verification of forecasts expressed in terms of probability, "
        "Monthly Weather Review 78 (1950), 1–3(미국기상학회 용어집에 실린 정의를 따름. "
        "논문 원문은 확인하지 못함). T. Gneiting and A. E. Raftery, Strictly proper "
        "scoring rules, prediction, and estimation, Journal of the American "
        "Statistical Association 102 (2007), 359–378(초록 확인).",
    ),
    "guess_again": ("Back to the guesses", "예상으로 돌아가기"),
    "guess_forget": ("Forget all guesses", "예상 모두 지우기"),
    "guess_on": ("On to Explore", "살펴보기로"),
    "guess_code": (
        "This code brings the guesses back, on this or another device.",
        "이 코드를 넣으면 이 기기나 다른 기기에서 예상이 되살아납니다.",
    ),
    "guess_cover": (
        "The class has guessed and has not looked yet. What follows here would show "
        "the shares.",
        "학급이 예상했고 아직 결과를 보지 않았습니다. 여기에는 비율이 나옵니다.",
    ),
    "guess_anyway": ("Show it all the same", "그래도 보기"),
}
