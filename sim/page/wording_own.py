"""The fixed words of futures of a student's own, in English and Korean."""

from __future__ import annotations

__all__ = ["OWN_WORDS"]

OWN_WORDS: dict[str, tuple[str, str]] = {
    "own_title": ("Futures of your own", "나만의 미래"),
    "own_hint": (
        "A seed is made from your name or number, on this device. The name is sent "
        "nowhere, stored nowhere and in no code; only the seed is kept while the page "
        "is open. It is the seed of your sheet, if your class has sheets.",
        "이름이나 번호로 시드를 이 기기에서 만듭니다. 이름은 어디로도 보내지 않고, "
        "저장하지 않으며, 코드에도 넣지 않습니다. 페이지가 열려 있는 동안 시드만 "
        "남습니다. 학급에 활동지가 있으면 그 활동지의 시드와 같습니다.",
    ),
    "own_name": ("Name or number", "이름이나 번호"),
    "own_word": ("Word of the class, if there is one", "학급 낱말(있으면)"),
    "own_make": ("Make them mine", "내 미래 만들기"),
    "own_now": (
        "Now on every tab: the futures of seed {seed}.",
        "지금 모든 화면: 시드 {seed}의 미래.",
    ),
    "own_back": ("Back to seed {seed}", "시드 {seed}로 돌아가기"),
    "own_empty": ("Expected a name or a number.", "이름이나 번호를 넣으세요."),
    "own_guess": (
        "Whoever sees a seed and knows the names could try each of them; with a word "
        "of the class they also need that.",
        "시드를 보고 이름을 아는 사람은 하나씩 맞춰 볼 수 있습니다. 학급 낱말이 "
        "있으면 그 낱말도 알아야 합니다.",
    ),
}
