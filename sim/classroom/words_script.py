"""The words of the script that is read aloud, in English and Korean."""

from __future__ import annotations

from sim.texts import Text

__all__ = ["SCRIPT"]

SCRIPT = {
    "mark": Text("For the teacher", "교사용"),
    "title": Text("Script to read aloud: {title}", "낭독 대본: {title}"),
    "how_to_read": Text(
        "Read what stands beside a bar aloud. What is shaded is for you to do.",
        "왼쪽에 세로줄이 있는 부분은 소리 내어 읽고, 바탕색이 있는 부분은 선생님이 "
        "할 일입니다.",
    ),
    "opening": Text("Opening", "여는 말"),
    "welcome": Text(
        "Today we sit where others decide. The title is: {title}. What you hear "
        "follows from assumptions that somebody wrote down. It is no forecast.",
        "오늘은 결정하는 자리에 앉아 봅니다. 제목은 ‘{title}’입니다. 여러분이 듣게 "
        "될 이야기는 누군가 적어 둔 가정에서 나온 것이며, 예측이 아닙니다.",
    ),
    "deaths": Text(
        "People died in what we speak of. How many is not known; those who count "
        "them differ. We do not guess it, we do not score it, and nobody here is "
        "answerable for it.",
        "우리가 이야기할 일로 사람들이 숨졌습니다. 몇 명인지는 알려지지 않았고 "
        "집계마다 다릅니다. 우리는 그 수를 맞히거나 점수로 매기지 않으며, 이 "
        "교실의 누구도 그 죽음에 책임이 없습니다.",
    ),
    "deaths_real": Text(
        "What we speak of touches real people. We do not guess or score anybody's "
        "suffering.",
        "우리가 이야기할 일은 실제 사람들의 일입니다. 누구의 고통도 맞히거나 "
        "점수로 매기지 않습니다.",
    ),
    "deaths_made_up": Text(
        "The countries are made up. In the world people would die in such a "
        "quarrel. So we do not cheer, and we do not count the dead.",
        "나라는 지어낸 것입니다. 현실이라면 이런 다툼에서 사람이 죽습니다. 그러니 "
        "환호하지 않고, 죽음을 세지도 않습니다.",
    ),
    "sit_out": Text(
        "If you would rather not take part, take an observer's card, now or at any "
        "time. You need not say why.",
        "참여하고 싶지 않으면 지금이든 나중이든 관찰자 카드를 가져가세요. 이유는 "
        "말하지 않아도 됩니다.",
    ),
    "no_one_wins": Text(
        "Nobody wins today. There are no points. We look at reasons, and at what "
        "could be known.",
        "오늘은 이기는 사람이 없고 점수도 없습니다. 우리는 이유와, 그때 알 수 "
        "있었던 것을 살펴봅니다.",
    ),
    "since": Text(
        "The facts reach to {date}. What happened later is not in it; I will tell "
        "you what I found.",
        "사실은 {date}까지입니다. 그 뒤의 일은 들어 있지 않으며, 제가 찾아본 것을 "
        "따로 알려 드리겠습니다.",
    ),
    "silence": Text("A moment of silence. Then go on.", "잠시 침묵한 뒤 이어 갑니다."),
    "situation": Text("The situation", "상황"),
    "your_seat": Text("Your seat: {seat}", "여러분의 자리: {seat}"),
    "take_roles": Text(
        "Role cards are taken, not handed out. Whoever chairs asks for hands and "
        "counts.",
        "역할 카드는 나누어 주지 않고 스스로 고르게 합니다. 의장이 거수를 받아 셉니다.",
    ),
    "round": Text("Round {number} · {date}", "라운드 {number} · {date}"),
    "long_only": Text("(90 minutes only)", "(90분 수업에서만)"),
    "if_short": Text(
        "In a lesson of 50 minutes nobody decides here: read only what stands under "
        "“Only after the count”, and go on.",
        "50분 수업에서는 이 라운드에 결정하지 않습니다. ‘거수가 끝난 다음에’ 부분만 "
        "읽고 넘어갑니다.",
    ),
    "it_is": Text(
        "It is {date}{since}. This is what has reached your seat.",
        "오늘은 {date}입니다.{since} 여러분의 자리에 들어온 것은 다음과 같습니다.",
    ),
    "since_start": Text(", {span} after the start", " 시작한 지 {span}이 지났습니다."),
    "you_know": Text("What you know", "아는 것"),
    "known": Text("Of what", "무엇"),
    "stands": Text("As you know it", "알고 있는 상태"),
    "done": Text("{title}: as it is now", "{title}: 현재"),
    "ordered": Text("ordered and not yet done", "결정했으나 아직 실행하지 않음"),
    "since_last": Text("Since the last round", "지난 라운드 이후 들어온 소식"),
    "reached": Text("{date}. {title}: {rung}.", "{date}. {title}: {rung}."),
    "what_now": Text(
        "What do you order now? You may stay where you are. An order takes time, "
        "and it says something to those who watch.",
        "지금 무엇을 결정하겠습니까? 지금 상태에 머물러도 됩니다. 결정이 "
        "실행되기까지는 시간이 걸리고, 지켜보는 이들은 그 결정을 읽습니다.",
    ),
    "hands": Text(
        "One minute for a step, one against. Hands for each line. Write the count "
        "on the board.",
        "찬성 1분, 반대 1분 뒤 항목마다 손을 듭니다. 결과를 칠판에 적으세요.",
    ),
    "only_then": Text("Only after the count", "거수가 끝난 다음에"),
    "plan_did": Text(
        "In this future the plan as it is written went like this.",
        "이 미래에서 계획에 따른 결정은 다음과 같았습니다.",
    ),
    "people_did": Text(
        "In this future it went like this.", "이 미래는 이렇게 흘러갔습니다."
    ),
    "class_decided": Text("The class decided this.", "학급이 결정한 것입니다."),
    "nothing_new": Text(
        "Nothing new was decided or done up to {date}.",
        "{date}까지 새로 결정하거나 실행한 것은 없습니다.",
    ),
    "stays": Text(
        "On {date} the plan was looked at again, and nothing new was ordered. It stays "
        "at “{after}”.",
        "{date}에 계획을 다시 검토했지만 새로 결정한 것은 없습니다. ‘{after}’ "
        "그대로입니다.",
    ),
    "orders": Text(
        "On {date} a change was ordered: from “{before}” to “{after}”.",
        "{date}에 ‘{before}’에서 ‘{after}’ 단계로 바꾸기로 결정했습니다.",
    ),
    "carried": Text(
        "On {date} it was carried out. From then on it stands at “{after}”.",
        "{date}에 결정을 실행했습니다. 이때부터 ‘{after}’ 단계입니다.",
    ),
    "and_more": Text(
        "{count} more are in the key.", "그 밖에 {count}건은 정답에 있습니다."
    ),
    "reveal": Text("What was really so", "실제로는 어땠나"),
    "reveal_say": Text(
        "Now you hear what you could not know then, and how late the news was.",
        "이제 여러분이 그때 알 수 없었던 것과, 소식이 얼마나 늦었는지를 들려 드립니다.",
    ),
    "when": Text("Known on", "알게 된 날"),
    "of_what": Text("Of what", "무엇"),
    "shown": Text("What was shown", "알려진 것"),
    "so": Text("What was so", "실제"),
    "late": Text("How late", "늦은 기간"),
    "same": Text("the same", "같음"),
    "misread": Text("misread: {rung}", "잘못 읽음. 실제는 {rung}"),
    "unseen": Text(
        "Never seen in time: {title}, {rung} ({date})",
        "제때 알지 못한 것: {title}, {rung} ({date})",
    ),
    "happened": Text("What happened, in order", "차례로 본 일어난 일"),
    "happened_line": Text("{date}. {story}", "{date}. {story}"),
    "times": Text("({count} times in all)", "(모두 {count}번)"),
    "no_news": Text(
        "No news reached the seat in this future.",
        "이 미래에서는 이 자리에 들어온 소식이 없습니다.",
    ),
    "story": Text("The future, read in order", "차례로 읽는 미래"),
    "story_how": Text(
        "Nobody decides by a plan here. Read line by line; before each ask what "
        "might come and why.",
        "여기서는 계획에 따라 결정하는 행위자가 없습니다. 한 줄씩 읽고, 그 전에 "
        "무엇이 왜 올지 물어보세요.",
    ),
    "debrief": Text("Debrief", "되돌아보기"),
    "debrief_how": Text(
        "Hand out the debrief sheet. Four groups, a quarter each; then together.",
        "되돌아보기 활동지를 나누어 줍니다. 네 모둠이 한 칸씩 맡은 뒤 함께 나눕니다.",
    ),
    "leave_roles": Text(
        "You leave your roles now and speak for yourselves.",
        "이제 역할에서 벗어나 자기 자신으로 이야기합니다.",
    ),
    "closing": Text(
        "This was one future of many. What it shows follows from stated "
        "assumptions. Which of them would you question first?",
        "이것은 많은 미래 가운데 하나였습니다. 여기서 본 것은 적어 둔 가정에서 "
        "나온 것입니다. 여러분은 어떤 가정부터 의심해 보겠습니까?",
    ),
}
