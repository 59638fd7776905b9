"""Receipt codes, lists of students, and records of what a class decided."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from commands import Call, files_in
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.classroom.codes import DIGITS, Code, code_text, read_code
from sim.classroom.record_reading import read_record
from sim.classroom.records import Decision, Options, Record, record_bytes
from sim.classroom.students import read_students, settled, student_seed
from sim.errors import UsageError
from sim.loading import load_scenario
from sim.model import Model, compile_model
from sim.path import Answer, run_path, run_played
from sim.results import Trace

codes = st.builds(
    Code,
    st.text("0123456789abcdef", min_size=6, max_size=6),
    st.integers(0, 2**64 - 1),
    st.integers(0, 2**32 - 1),
    st.text("0123456789abcdef", min_size=10, max_size=10),
    st.booleans(),
)

# ---- codes


@given(codes)
@settings(max_examples=200, deadline=None)
def test_a_code_is_read_as_it_was_written(code: Code) -> None:
    text = code_text(code)
    assert read_code(text) == code
    assert read_code(f" {text.lower().replace('-', ' ')} ") == code
    assert not set(text) & set("ILO")


@given(codes, st.data())
@settings(max_examples=200, deadline=None)
def test_one_wrong_symbol_or_two_exchanged_are_noticed(
    code: Code, data: st.DataObject
) -> None:
    symbols = list(code_text(code).replace("-", ""))
    at = data.draw(st.integers(0, len(symbols) - 2))
    other = data.draw(st.sampled_from(DIGITS))
    wrong = symbols.copy()
    wrong[at] = other
    turned = symbols.copy()
    if at < len(symbols) - 2:
        turned[at], turned[at + 1] = turned[at + 1], turned[at]
    for changed in (wrong, turned):
        if changed != symbols:
            with pytest.raises(UsageError):
                read_code("".join(changed))


def test_the_check_symbol_is_the_number_modulo_37() -> None:
    """Worked out by hand from the table in the module: 16, a1b2c3, 1, 17, receipt."""
    number = int("10a1b2c301110123456789", 16)
    assert (
        code_text(Code("a1b2c3", 1, 17, "0123456789"))[-1]
        == (DIGITS + "*~$=U")[number % 37]
    )


@pytest.mark.parametrize(
    "text", ["", "hello", "00000-00000", "ZZZZZ-ZZZZZ-ZZZZZ", "*" * 20]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="receipt code"):
        read_code(text)


# ---- students


def test_a_list_may_be_written_as_schools_write_them(tmp_path: Path) -> None:
    names = ["김민지", "이서준", "Anna Kim"]
    forms = {
        "plain.txt": "\n".join(names).encode(),
        "excel.csv": ("번호\r\n" + "\r\n".join(names)).encode("cp949"),
        "more.csv": ("name,class\n" + "".join(f"{n},3-2\n" for n in names)).encode(
            "utf-8-sig"
        ),
        "gaps.txt": ("# our class\n\n" + "\n\n".join(names)).encode(),
    }
    seeds = []
    for name, raw in forms.items():
        (tmp_path / name).write_bytes(raw)
        students = read_students(str(tmp_path / name))
        assert [one.place for one in students] == [1, 2, 3]
        seeds.append([one.seed for one in students])
    assert all(row == seeds[0] for row in seeds)
    assert seeds[0][2] == student_seed("  anna  KIM ")


def test_a_word_of_the_class_changes_every_seed() -> None:
    without, with_word, other = (
        [one.seed for one in read_students("30", word=word)] for word in ("", "a", "b")
    )
    assert len({*without, *with_word, *other}) == 90
    assert all(0 <= seed < 2**32 for seed in without)


def test_how_a_name_is_typed_makes_no_difference() -> None:
    assert settled("Ｋｉｍ\u00a0 min") == settled("kim  MIN") == "kim min"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A\nB\na\n", "list.txt:3: the same as line 1; tell the two apart"),
        ("\n# none\n", "expected a name or number a line, found none"),
        ("x" * 201, "list.txt:1: expected a name or a number"),
        ("a\x1b[31m", "list.txt:1: expected a name or a number"),
        ("\n".join(f"n{at}" for at in range(501)), "expected at most 500 students"),
        ("a\0b", "expected text with a name or number a line"),
    ],
)
def test_a_list_that_is_none_is_refused(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(text)
    with pytest.raises(UsageError) as caught:
        read_students(str(tmp_path / "list.txt"))
    assert told in str(caught.value)


def test_a_missing_list_and_a_strange_count_are_refused() -> None:
    with pytest.raises(UsageError, match="cannot read the list of students"):
        read_students("no_such_list.csv")
    for count in ("0", "501"):
        with pytest.raises(UsageError, match="1 to 500 students"):
            read_students(count)


def test_names_are_written_into_no_file(sim: Call, tmp_path: Path) -> None:
    names = ["Quirine Xanthos", "박하늘별님"]
    (tmp_path / "class.txt").write_text("\n".join(names), "utf-8")
    made = sim("kit", "hello", "-o", "kit", "--students", "class.txt", "--futures", 2)
    assert made.status == 0
    assert "--class-word" in made.err
    written = b"".join(
        (tmp_path / "kit" / name).read_bytes()
        for name in files_in(tmp_path / "kit")
        if (tmp_path / "kit" / name).is_file()
    ).decode()
    for word in ("Quirine", "Xanthos", "박하늘별님", "class.txt"):
        assert word.lower() not in written.lower()
        assert word not in made.out
    quiet = sim(
        "kit", "hello", "-o", "two", "--students", "class.txt", "--class-word", "maple",
        "--futures", 2,
    )  # fmt: skip
    assert (quiet.status, quiet.err) == (0, "")
    told = (tmp_path / "two/key/sets.html").read_text("utf-8")
    assert "maple" not in told


def test_each_student_has_another_future_and_the_code_proves_it(
    sim: Call, tmp_path: Path
) -> None:
    (tmp_path / "class.txt").write_text("Ada\nBo\nCy\n")
    made = sim("kit", "hello", "-o", "kit", "--students", "class.txt", "--futures", 2)
    assert made.status == 0
    key = (tmp_path / "kit/key/sets.html").read_text("utf-8")
    found = [part.partition("<")[0] for part in key.split('class="code">')[1:]]
    assert len(set(found)) == 3
    sheets = (tmp_path / "kit/students/sets.html").read_text("utf-8")
    assert all(code in sheets for code in found)

    done = sim("receipt", *found[:2], "--students", "class.txt")
    assert done.status == 0
    assert done.out.count(": right. A border and a plan, seed ") == 2
    assert "set 1 of the list: Ada" in done.out
    assert "No right code yet from: Cy" in done.out
    assert "days late: " in done.out

    other = sim(
        "receipt", found[0], "--set", "nerve=20%", "--set", "pace=0.4 per month"
    )
    assert other.status == 1
    assert "not right" in other.out
    mistyped = sim("receipt", found[0][:-1] + ("0" if found[0][-1] != "0" else "1"))
    assert mistyped.status == 1
    assert "is mistyped" in mistyped.err
    stranger = sim("receipt", "strait_standoff", found[0])
    assert stranger.status == 2
    assert "the code is of another scenario" in stranger.err
    made_up = code_text(Code("000000", 1, 0, "0" * 10))
    assert "of no scenario that comes with this version" in sim("receipt", made_up).err


# ---- records, and futures that people decide


@pytest.fixture(scope="module")
def hello() -> tuple[Model, Trace]:
    model = compile_model(load_scenario("hello"))
    return model, run_path(model, seed=1, member=5)


def reviews_of(trace: Trace, ladder: str) -> list[float]:
    return [f.time for f in trace.firings if f.clock == f"review {ladder}"]


@pytest.mark.parametrize("member", range(4))
@pytest.mark.parametrize("name", ["hello", "strait_standoff", "alliance_dilemma"])
def test_a_class_that_orders_what_the_plan_would_comes_to_the_same_receipt(
    name: str, member: int
) -> None:
    model = compile_model(load_scenario(name))
    plain = run_path(model, seed=2, member=member)
    answers = []
    for ladder in model.plans:
        rungs = model.ladder(ladder).rungs
        answers += [
            Answer(firing.time, ladder, rungs[firing.why.decided or 0])
            for firing in plain.firings
            if firing.clock == f"review {ladder}" and firing.why
        ]
    played = run_played(model, answers, seed=2, member=member)
    assert len(answers) > 3
    assert played.receipt == plain.receipt
    assert [move.time for move in played.moves] == [move.time for move in plain.moves]


def test_what_a_class_orders_is_done_and_keeps_the_others_luck(
    hello: tuple[Model, Trace],
) -> None:
    model, plain = hello
    days = reviews_of(plain, "answer")
    played = run_played(model, [Answer(days[0], "answer", "embargo")], seed=1, member=5)
    acts = [move for move in played.moves if move.ladder == "answer"]
    assert [(move.time, move.after) for move in acts[:2]] == [
        (pytest.approx(days[0] + 14), 1),
        (pytest.approx(days[0] + 28), 2),
    ]
    for trace in (plain, played):  # Arvia's luck is its own
        climbs = [move.time for move in trace.moves if move.ladder == "pressure"]
        assert climbs == [m.time for m in plain.moves if m.ladder == "pressure"]
    firing = next(f for f in played.firings if f.time == days[0])
    assert firing.why is not None
    assert (firing.why.barred, firing.why.luck) == ("", ())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(1.25, "answer", "embargo"), "there is none"),
        (Answer(9999.0, "answer", "embargo"), "there is none"),
        (Answer(1.0, "pressure", "raids"), "nobody decides on 'pressure'"),
        (Answer(1.0, "answer", "embarg"), "did you mean 'embargo'?"),
    ],
)
def test_an_answer_to_what_was_not_asked_is_refused(
    answer: Answer, told: str, hello: tuple[Model, Trace]
) -> None:
    with pytest.raises(UsageError) as caught:
        run_played(hello[0], [answer], seed=1, member=5)
    assert told in str(caught.value)


def record_of(hello: tuple[Model, Trace]) -> Record:
    model, plain = hello
    days = reviews_of(plain, "answer")
    answers = [
        Answer(days[0], "answer", "embargo"),
        Answer(days[1], "answer", "patrols"),
    ]
    trace = run_played(model, answers, seed=1, member=5)
    scenario = load_scenario("hello")
    decisions = (Decision(answers[0], 2), Decision(answers[1]))
    return Record(
        "hello", scenario.texts_sha256, 1, 5, Options(), ("belmar",), decisions,
        trace.receipt,
    )  # fmt: skip


def test_a_record_is_read_as_it_was_written(
    hello: tuple[Model, Trace], tmp_path: Path
) -> None:
    record = record_of(hello)
    (tmp_path / "r.json").write_bytes(record_bytes(record))
    assert read_record(tmp_path / "r.json") == record
    whole = json.loads(record_bytes(record))
    whole["seed"] = 1  # a number does as well where it is small
    (tmp_path / "r.json").write_text(json.dumps(whole))
    assert read_record(tmp_path / "r.json") == record


def test_a_record_may_say_who_was_asked_and_how_many_hands_there_were(
    hello: tuple[Model, Trace], tmp_path: Path, sim: Call
) -> None:
    record = record_of(hello)
    first, second = record.decisions
    hands = {"protest": 3, "patrols": 0, "embargo": 12}
    decisions = (
        Decision(first.answer, 2, hands=hands),
        Decision(second.answer, asked=False),
    )
    told = replace(record, decisions=decisions)
    (tmp_path / "r.json").write_bytes(record_bytes(told))
    assert read_record(tmp_path / "r.json") == told
    assert told.asked == (first.answer,)
    made = sim("kit", "hello", "-o", "kit", "--record", "r.json", "--futures", 2)
    assert made.status == 0
    debrief = (tmp_path / "kit/after/debrief.html").read_text("utf-8")
    assert "The class decided 1 reviews in it." in debrief
    whole = json.loads(record_bytes(told)) | {"page": []}
    whole["decisions"][0] |= {"hands": {"protest": "many"}, "asked": "yes"}
    (tmp_path / "r.json").write_text(json.dumps(whole))
    with pytest.raises(UsageError) as caught:
        read_record(tmp_path / "r.json")
    assert len(str(caught.value).split("\n")) == 3


def test_everything_wrong_with_a_record_is_said_at_once(
    hello: tuple[Model, Trace], tmp_path: Path
) -> None:
    whole = json.loads(record_bytes(record_of(hello)))
    whole |= {"seed": -1, "sha256": "xyz", "seat": 1, "seats": "belmar", "scenario": ""}
    whole["member"] = True
    whole["receipt"] = "short"
    whole["options"] = {
        "policy": "x",
        "set": {"a": 1},
        "central": 3,
        "horizon": 1,
        "p": 1,
    }
    whole["decisions"] = [
        {"day": "1", "ladder": 2, "rung": "x", "taken_back": -1, "why": ""}, 7
    ]  # fmt: skip
    (tmp_path / "r.json").write_text(json.dumps(whole))
    with pytest.raises(UsageError) as caught:
        read_record(tmp_path / "r.json")
    faults = str(caught.value).split("\n")
    assert len(faults) == 17
    assert all(str(tmp_path / "r.json") in fault for fault in faults)
    for raw in (
        b"[",
        b"[]",
        b'{"record": 2}',
        b"\xff",
        b'{"record": NaN}',
        b" " * 10**7,
    ):
        (tmp_path / "r.json").write_bytes(raw)
        with pytest.raises(UsageError):
            read_record(tmp_path / "r.json")
    with pytest.raises(UsageError, match="cannot read the record"):
        read_record(tmp_path / "none.json")
    for part, bad in (("options", 3), ("decisions", {})):
        (tmp_path / "r.json").write_text(json.dumps(whole | {part: bad}))
        with pytest.raises(UsageError, match=f'"{part}": expected'):
            read_record(tmp_path / "r.json")


def test_a_kit_is_filled_from_what_the_class_decided(
    sim: Call, tmp_path: Path, hello: tuple[Model, Trace]
) -> None:
    record = record_of(hello)
    (tmp_path / "r.json").write_bytes(record_bytes(record))
    made = sim("kit", "hello", "-o", "kit", "--record", "r.json", "--futures", 2)
    assert made.status == 0
    debrief = (tmp_path / "kit/after/debrief.html").read_text("utf-8")
    assert "Ordered by the class on" in debrief
    assert "The class decided 2 reviews in it." in debrief
    told = json.loads((tmp_path / "kit/kit.json").read_bytes())
    assert (told["receipt"], told["decided_by_people"]) == (record.receipt, 2)

    checked = sim("receipt", told["code"], "--record", "r.json")
    assert checked.status == 0
    assert ": right." in checked.out
    alone = sim("receipt", told["code"])
    assert alone.status == 2
    assert "--record RECORD" in alone.err

    whole = json.loads(record_bytes(record))
    whole["decisions"][0]["rung"] = "protest"
    (tmp_path / "r.json").write_text(json.dumps(whole))
    changed = sim("kit", "hello", "-o", "no", "--record", "r.json", "--futures", 2)
    assert changed.status == 2
    assert "it was changed, or made with other options" in changed.err
    other = sim("kit", "strait_standoff", "-o", "no", "--record", "r.json")
    assert "the record was made with another file" in other.err
    both = sim("kit", "hello", "-o", "no", "--record", "r.json", "--member", 3)
    assert "leave out --member" in both.err
    assert not (tmp_path / "no").exists()
