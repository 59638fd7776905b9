"""YAML text becomes nodes that know their places, or a fault in our words."""

from pathlib import Path

import pytest
import yaml
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from sim import yamltext
from sim.yamltext import Mapping, Node, PureLoader, Scalar, Sequence, decoded, read_yaml
from sim.yamlwords import misread_as

root = Path(__file__).parents[1]
shipped = sorted((root / "scenarios").glob("*.yaml"))
faulty = sorted((Path(__file__).parent / "faults").glob("*.yaml"))


def node_of(text: str) -> Node:
    node, problems = read_yaml(text, "file.yaml")
    assert problems == ()
    assert node is not None
    return node


def faults_of(text: str) -> list[str]:
    return [
        f"{p.place.line}:{p.place.column} {p.what}"
        for p in read_yaml(text, "file.yaml")[1]
    ]


def test_a_value_knows_its_place_and_whether_it_is_plain() -> None:
    root = node_of("a:\n  b: [1, 'two']\n")
    assert isinstance(root, Mapping)
    inner = root.entries["a"]
    assert isinstance(inner, Mapping)
    assert (inner.keys["b"].line, inner.keys["b"].column) == (2, 3)
    items = inner.entries["b"]
    assert isinstance(items, Sequence)
    one, two = items.items
    assert isinstance(one, Scalar)
    assert isinstance(two, Scalar)
    assert (one.text, one.plain, str(one.place)) == ("1", True, "file.yaml:2:7")
    assert (two.text, two.plain, str(two.place)) == ("two", False, "file.yaml:2:10")
    assert two.inside.column == 11
    assert two.place.text == "  b: [1, 'two']"


def test_text_is_kept_raw_and_never_converted() -> None:
    root = node_of("a: 0x1F\nb: 2030-01-01\nc: yes\nd: ~\ne: 1.50\n")
    assert isinstance(root, Mapping)
    texts = [part.text for part in root.entries.values() if isinstance(part, Scalar)]
    assert texts == ["0x1F", "2030-01-01", "yes", "~", "1.50"]


def test_text_is_brought_into_form_nfc() -> None:
    apart = "한".encode().decode()
    decomposed = "\u1112\u1161\u11ab"
    root = node_of(f"{decomposed}: {decomposed}\n")
    assert isinstance(root, Mapping)
    [(key, value)] = root.entries.items()
    assert isinstance(value, Scalar)
    assert (key, value.text) == (apart, apart)


def test_a_mark_of_byte_order_and_windows_line_ends_do_no_harm() -> None:
    text, problems = decoded(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "file.yaml")
    assert problems == ()
    root = node_of(text)
    assert isinstance(root, Mapping)
    assert root.keys["b"].line == 2
    assert root.keys["b"].text == "b: 2"


def test_bytes_that_are_no_utf8_are_told_with_their_line() -> None:
    text, [problem] = decoded("a: 1\nb: 전쟁\n".encode("cp949"), "file.yaml")
    assert text == ""
    assert (problem.place.line, problem.place.column) == (2, 4)
    assert problem.hint == "save the file as UTF-8"


@pytest.mark.parametrize("path", [*shipped, *faulty], ids=lambda path: path.stem)
def test_both_parsers_of_yaml_give_the_same_nodes_and_the_same_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, _ = decoded(path.read_bytes(), path.name)
    assert_both_read_alike(text, monkeypatch)


def assert_both_read_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    for loader in (getattr(yaml, "CSafeLoader", PureLoader), PureLoader):
        monkeypatch.setattr(yamltext, "LOADER", loader)
        read.append(read_yaml(text, "file.yaml"))
    assert read[0] == read[1]


# The pure parser is slow: of the files made to hurt only those that are short.
@pytest.mark.parametrize("name", [n for n in HOSTILE if len(HOSTILE[n]) < 40_000])
def test_both_parsers_of_yaml_read_hostile_files_alike(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = HOSTILE[name]
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    text, _ = decoded(raw, name)
    assert_both_read_alike(text, monkeypatch)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    text = "a: 1\na: 2\nb: &x 3\nc: *x\nd: !t 4\n<<: {e: 5}\nno: 6\n"
    assert faults_of(text) == [
        "2:1 a second key 'a' in one mapping",
        "3:4 anchors are not read here: '&x'",
        "4:4 aliases are not read here: '*x'",
        "5:4 tags are not read here: '!t'",
        "6:1 merge keys are not read here: '<<'",
        "7:1 expected a name, but YAML reads 'no' as false",
    ]


def test_a_repeated_key_names_the_line_of_the_first() -> None:
    _, [problem] = read_yaml("a: 1\nb: 2\na: 3\n", "file.yaml")
    assert problem.place.line == 3
    assert problem.hint == "the first is on line 1"


def test_aliases_cannot_be_used_to_swell_a_file() -> None:
    text = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    node, problems = read_yaml(text, "file.yaml")
    assert node is None
    assert problems


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "a: " + "x" * 500_001,
            "1:1 expected a file of at most 500 kB",
        ),
        ("a: " + "[" * 61 + "]" * 61, "1:63 expected at most 60 levels"),
        (
            "[" + "1," * 40_001 + "]",
            "1:80000 expected at most 40,000 values",
        ),
    ],
    ids=["size", "depth", "values"],
)
def test_what_is_too_large_is_refused(text: str, what: str) -> None:
    [fault] = faults_of(text)
    assert fault.startswith(what)


def test_a_large_file_is_refused_before_it_is_read() -> None:
    text, [problem] = decoded(b"a" * 500_001, "file.yaml")
    assert text == ""
    assert "at most 500 kB" in problem.what


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("no", "false"), ("On", "true"), ("~", "nothing"), ("", "nothing"),
        ("1e-3", "a number"), ("017", "a number"), ("1:30", "a number"),
        (".inf", "a number"), (".NaN", "a number"), ("1_000", "a number"),
        ("-0.5", "a number"), ("2030-01-01", "a date"), ("0x1F", "a number"),
        ("north", ""), ("nothing", ""), ("3 days", ""), ("1.2.3", ""), ("a1", ""),
    ],
)  # fmt: skip
def test_what_yaml_makes_of_a_word(text: str, other: str) -> None:
    assert misread_as(text) == other


@given(st.text(max_size=60))
def test_no_text_brings_the_reader_down(text: str) -> None:
    node, problems = read_yaml(text, "file.yaml")
    assert node is not None or problems


@given(st.binary(max_size=60))
def test_no_bytes_bring_the_reader_down(raw: bytes) -> None:
    text, problems = decoded(raw, "file.yaml")
    assert problems or read_yaml(text, "file.yaml")


@given(st.text(alphabet="ab:{}[]-,'\"#&*!|>%@ \n\t0", max_size=40))
def test_no_punctuation_brings_the_reader_down(text: str) -> None:
    node, problems = read_yaml(text, "file.yaml")
    assert node is not None or problems
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
