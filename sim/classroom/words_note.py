"""The words of the note for teachers, in English and Korean."""

from __future__ import annotations

from sim.texts import Text

__all__ = ["NOTE", "POINTS"]

NOTE = {
    "mark": Text("For the teacher", "교사용"),
    "title": Text("Read this first: {title}", "먼저 읽어 주세요: {title}"),
    "lead": Text(
        "A lesson of 50 or 90 minutes around one scenario. The class takes a seat, "
        "decides with what that seat can know, and ends in a debrief. You need a "
        "printer; a projector helps; nobody installs anything.",
        "하나의 시나리오로 진행하는 50분 또는 90분 수업 자료입니다. 학급은 한 "
        "자리를 맡아 그 자리에서 알 수 있는 것만으로 결정하고, 마지막에 "
        "되돌아보기를 합니다. 인쇄기만 있으면 되고, 프로젝터가 있으면 더 좋습니다. "
        "학생이 설치할 것은 없습니다.",
    ),
    "about": Text("What it is about", "무엇을 다루나요"),
    "files": Text("What is in this folder", "이 폴더에 있는 것"),
    "print": Text(
        "Print each file from a browser on A4, at 100 %, without the browser's own "
        "headers. Keep the folder “key” to yourself.",
        "각 파일을 브라우저에서 A4, 배율 100%, 머리글·바닥글 없이 인쇄하세요. "
        "‘key’ 폴더는 학생에게 보이지 않게 보관하세요.",
    ),
    "file": Text("File", "파일"),
    "what": Text("What it is", "내용"),
    "copies": Text("For whom, how many", "대상과 부수"),
    "out": Text("What the model leaves out", "모형에 들어 있지 않은 것"),
    "since": Text("What may have happened since", "그 뒤에 일어났을 수 있는 일"),
    "deaths": Text("How to speak of deaths", "죽음을 이야기하는 방법"),
    "who": Text("Who may be in the room", "교실에 있을 수 있는 사람들"),
    "sides": Text("How both sides are kept", "양쪽 입장을 지키는 방법"),
    "sit_out": Text("A way to sit out", "참여하지 않을 방법"),
    "no_one_wins": Text("Why no one wins", "이기는 사람이 없는 이유"),
    "sets": Text("The students' own sets", "학생별 세트"),
    "general": Text("Parts that are general", "일반 문구로 채운 부분"),
    "real_actors": Text(
        "This scenario names {actors}. Some of those here may come from there, "
        "have family or friends there, or have served or be about to serve as "
        "soldiers.",
        "이 시나리오에는 다음 행위자가 나옵니다: {actors}. 그곳 출신이거나 가족과 "
        "지인이 그곳에 있는 학생, 군 복무를 했거나 앞둔 학생과 그 가족이 있을 수 "
        "있습니다.",
    ),
    "barred": Text(
        "No card is printed for the seat of {actors}, and the program assigns it "
        "to nobody.",
        "다음 행위자의 자리는 카드로 인쇄하지 않으며, 프로그램이 누구에게도 "
        "배정하지 않습니다: {actors}.",
    ),
    "no_seats": Text(
        "The file has no “seats:”. The role cards were made from its plans: one "
        "for each actor that decides by a plan.",
        "파일에 ‘seats:’가 없습니다. 역할 카드는 파일의 계획을 바탕으로, 계획에 "
        "따라 결정하는 행위자마다 하나씩 만들었습니다.",
    ),
    "no_policy": Text(
        "The file has no “seats:” and no plan by which somebody decides: there is "
        "no seat to take, and the class follows the future as readers.",
        "파일에 ‘seats:’도, 누군가 따르는 계획도 없습니다. 맡을 자리가 없으므로 "
        "학급은 독자로서 미래를 따라갑니다.",
    ),
    "no_lesson": Text(
        "The file has no “lesson:”. The questions and terms are general ones; add "
        "your own.",
        "파일에 ‘lesson:’이 없습니다. 질문과 낱말 풀이는 일반 문구이니 직접 보태 "
        "주세요.",
    ),
    "no_plain": Text(
        "The file has no text in plain words (“lesson: plain:”): the plain handout "
        "says what the file says of itself, with its words explained.",
        "파일에 쉬운 글(‘lesson: plain:’)이 없습니다. 쉬운 안내문에는 파일의 "
        "설명을 그대로 싣고 낱말을 풀이했습니다.",
    ),
}

POINTS = {
    "out": (
        Text(
            "Only what is written in the file can happen: {ladders} ladders and "
            "{events} events. Whatever nobody wrote down cannot surprise you here, "
            "and in the world it would.",
            "파일에 적힌 것만 일어날 수 있습니다. 사다리 {ladders}개와 사건 "
            "{events}개가 전부입니다. 아무도 적지 않은 일은 여기서 일어나지 "
            "않지만, 현실에서는 일어납니다.",
        ),
        Text(
            "Nobody who lives is in it, only offices. It knows no fear, no hope, "
            "no friendship and no mistake of a single person.",
            "실제 인물은 없고 직책만 있습니다. 한 사람의 두려움, 희망, 친분, "
            "실수는 들어 있지 않습니다.",
        ),
        Text(
            "It rests on {assumptions} assumptions and {sources} sources. A future "
            "shown here follows from them and is no forecast. Do not say “this is "
            "how it will go”.",
            "가정 {assumptions}개와 출처 {sources}개를 바탕으로 합니다. 여기 "
            "나오는 미래는 그 가정에서 나온 결과이며 예측이 아닙니다. “앞으로 "
            "이렇게 된다”라고 말하지 마세요.",
        ),
        Text(
            "How often something comes up in many futures is a share of these "
            "futures, not a chance in the world.",
            "여러 미래에서 어떤 일이 나온 비율은 이 미래들 가운데의 비율일 뿐, "
            "현실의 확률이 아닙니다.",
        ),
    ),
    "since": (
        Text(
            "The sources reach to {date}; nothing later is in the file. Before the "
            "lesson, spend ten minutes to see what has happened since, from "
            "sources on both sides.",
            "출처는 {date}까지이며 그 뒤의 일은 파일에 없습니다. 수업 전에 10분만 "
            "들여 그 뒤에 무슨 일이 있었는지 양쪽의 출처로 확인해 주세요.",
        ),
        Text(
            "If something has changed, say so at the start, and let it stand "
            "beside the scenario. Do not bend the scenario to it: what it did not "
            "know is part of the debrief.",
            "달라진 것이 있으면 수업을 시작할 때 알리고 시나리오와 나란히 두세요. "
            "시나리오를 거기에 맞추지는 마세요. 시나리오가 몰랐던 것도 "
            "되돌아보기의 주제입니다.",
        ),
        Text(
            "Avoid “still” and “by now”. Say “as of {date}”.",
            "‘아직’, ‘지금은’ 같은 말 대신 “{date} 기준으로”라고 말해 주세요.",
        ),
    ),
    "since_made_up": (
        Text(
            "The file names no date up to which facts were read: its countries or "
            "its numbers are made up. Nothing in it can go out of date.",
            "사실 기준일이 없는 파일입니다. 나라나 수치를 지어낸 것이므로 시간이 "
            "지나도 낡지 않습니다.",
        ),
        Text(
            "Some will see a real crisis in it. Let them say which, and ask what "
            "is like it and what is not.",
            "실제 위기를 떠올리는 학생이 있을 것입니다. 어떤 위기인지 말하게 하고, "
            "무엇이 닮았고 무엇이 다른지 물어보세요.",
        ),
    ),
    "deaths": (
        Text(
            "People died in what this scenario is about. Say so in one sentence at "
            "the start, and leave a moment of silence. The script has the words.",
            "이 시나리오가 다루는 일로 사람들이 숨졌습니다. 시작할 때 한 문장으로 "
            "말하고 잠시 침묵해 주세요. 낭독 대본에 문구가 있습니다.",
        ),
        Text(
            "The dead are given as ranges with who reports them, and counts of the "
            "same dead differ. Say “about” and “reported by”; never one number, "
            "never a price.",
            "사망자는 누가 집계했는지와 함께 범위로 나오며, 같은 죽음도 집계마다 "
            "다릅니다. ‘약’과 ‘~의 집계’를 붙이고, 하나의 숫자나 값으로 말하지 "
            "마세요.",
        ),
        Text(
            "Nobody guesses, bets on or scores deaths. No sheet of this kit asks "
            "for it.",
            "사망자를 맞히거나 내기하거나 점수로 매기지 않습니다. 이 자료의 어떤 "
            "활동지도 그것을 묻지 않습니다.",
        ),
        Text(
            "Never tell a student that a decision of theirs killed somebody. The "
            "model cannot show that, and it is not what the lesson is about.",
            "학생에게 너의 결정 때문에 누가 죽었다고 말하지 마세요. 모형은 그것을 "
            "보여 줄 수 없고, 수업의 주제도 아닙니다.",
        ),
    ),
    "deaths_real": (
        Text(
            "The scenario is about real events and counts no dead. If deaths come "
            "up, speak of them with a source, as a range, and never as a score.",
            "실제 사건을 다루지만 사망자를 세지는 않습니다. 죽음이 화제가 되면 "
            "출처와 함께 범위로 말하고, 점수처럼 다루지 마세요.",
        ),
        Text(
            "Nobody guesses or bets on deaths, and no decision in class is said to "
            "have killed somebody.",
            "사망자를 맞히거나 내기하지 않으며, 교실에서 내린 결정 때문에 누가 "
            "죽었다고 말하지 않습니다.",
        ),
    ),
    "deaths_made_up": (
        Text(
            "Nobody real dies here, and the scenario counts no dead. It is about "
            "force all the same: in the world people would die. Say so once, at "
            "the start.",
            "여기서 실제로 죽는 사람은 없고 사망자를 세지도 않습니다. 그래도 "
            "무력을 다루는 이야기입니다. 현실이라면 사람이 죽습니다. 시작할 때 한 "
            "번 말해 주세요.",
        ),
        Text(
            "Do not invent numbers of dead to make it livelier, and do not cheer.",
            "실감을 더하려고 사망자 수를 지어내거나 환호하지 마세요.",
        ),
    ),
    "who": (
        Text(
            "Ask nobody to speak for a country, a people or a religion, and give "
            "no role by where somebody comes from. Roles are taken, not assigned.",
            "누구에게도 어떤 나라나 민족, 종교를 대변하게 하지 말고, 출신에 따라 "
            "역할을 주지 마세요. 역할은 배정하지 않고 스스로 고르게 합니다.",
        ),
        Text(
            "The roles are offices and tasks. Nobody plays a person who lives, and "
            "nobody plays the dead.",
            "역할은 직책과 과제입니다. 실존 인물이나 숨진 사람을 연기하지 않습니다.",
        ),
        Text(
            "If somebody is struck by it, stop. The lesson can wait; you have the "
            "plan for another day.",
            "힘들어하는 학생이 있으면 멈추세요. 수업은 다른 날 이어 갈 수 있습니다.",
        ),
    ),
    "sides": (
        Text(
            "The evidence page shows each contested claim with who says it, where "
            "they stand and in whose interest, and beside it those who say "
            "otherwise. Where the file names nobody, the page says so.",
            "근거 자료에는 논쟁이 있는 주장마다 누가 말했는지, 어떤 위치와 "
            "이해관계에 있는지, 누가 다르게 말하는지가 나란히 나옵니다. 다른 "
            "견해가 파일에 없으면 없다고 적었습니다.",
        ),
        Text(
            "In each round the adviser for a step and the adviser against it speak "
            "for equally long. Change who begins.",
            "라운드마다 조치에 찬성하는 참모와 반대하는 참모가 같은 시간 동안 "
            "말합니다. 먼저 말하는 쪽을 번갈아 바꾸세요.",
        ),
        Text(
            "You do not vote and do not say what you would do until the debrief is "
            "over, if at all.",
            "교사는 표를 던지지 않으며, 되돌아보기가 끝날 때까지 자신의 선택을 "
            "말하지 않습니다.",
        ),
    ),
    "sit_out": (
        Text(
            "Say before you begin: whoever does not want to take part takes the "
            "observer's card, at any time, without a word of why. Lay those cards "
            "where they can be taken unseen.",
            "시작하기 전에 알려 주세요. 참여하고 싶지 않으면 언제든 이유를 말하지 "
            "않고 관찰자 카드를 가져가면 됩니다. 카드는 눈에 띄지 않게 가져갈 수 "
            "있는 곳에 두세요.",
        ),
        Text(
            "The observer's work counts for as much as any other. Who would rather "
            "leave the room may, with a place to go to.",
            "관찰자의 활동은 다른 역할과 똑같이 인정합니다. 교실을 나가고 싶은 "
            "학생은 정해 둔 장소로 갈 수 있게 해 주세요.",
        ),
    ),
    "no_one_wins": (
        Text(
            "There are no points and no best plan. Luck has a part in every "
            "future: a careful decision may end badly and a careless one well.",
            "점수도 가장 좋은 계획도 없습니다. 모든 미래에는 운이 작용합니다. "
            "신중한 결정이 나쁘게 끝날 수도, 경솔한 결정이 좋게 끝날 수도 있습니다.",
        ),
        Text(
            "So hold a decision against what could be known when it was made, not "
            "against how it ended. The rubrics ask for reasons and for nothing "
            "else.",
            "그러니 결정은 결말이 아니라 그때 알 수 있었던 것에 비추어 살펴보세요. "
            "채점 기준표는 근거만 봅니다.",
        ),
        Text(
            "One future is one draw. Before anybody concludes from it, ask how "
            "another might have gone.",
            "하나의 미래는 한 번의 추첨입니다. 거기서 결론을 내리기 전에 다르게 "
            "흘러갈 수도 있었는지 물어보세요.",
        ),
    ),
    "sets": (
        Text(
            "{count} sets were made, numbered as your list is. Each student "
            "follows a future of their own, so a neighbour's answers do not fit.",
            "목록 순서대로 번호를 붙인 세트 {count}개를 만들었습니다. 학생마다 "
            "다른 미래를 따라가므로 옆 사람의 답은 맞지 않습니다.",
        ),
        Text(
            "Each seed was made from the name on your list by a one-way sum on "
            "this machine. No name is in any file of this folder; the numbers "
            "alone say whose a set is, and only together with your list.",
            "시드는 목록의 이름을 이 컴퓨터에서 한 방향으로 변환해 만들었습니다. "
            "이 폴더의 어떤 파일에도 이름은 없습니다. 번호가 누구의 것인지는 "
            "선생님의 목록이 있어야만 알 수 있습니다.",
        ),
        Text(
            "Whoever has the list could try every name on it. A word of your class "
            "that only you know (--class-word) prevents that; use the same word "
            "when you check.",
            "목록을 가진 사람은 이름을 하나씩 넣어 볼 수 있습니다. 선생님만 아는 "
            "학급 낱말(--class-word)을 쓰면 막을 수 있습니다. 확인할 때도 같은 "
            "낱말을 쓰세요.",
        ),
        Text(
            "Every sheet has a receipt code. “sim receipt CODE” runs that future "
            "again at your desk, says whether the code is right, and shows the "
            "answers.",
            "활동지마다 확인 코드가 있습니다. ‘sim receipt 코드’를 실행하면 그 "
            "미래를 다시 계산해 코드가 맞는지와 답을 보여 줍니다.",
        ),
    ),
}
