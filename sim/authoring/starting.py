"""The text of a new file: a starter with comments, or a variant of another scenario."""

from __future__ import annotations

import json
from importlib import resources

from sim.scenario import Scenario
from sim.texts import LANGUAGES, Language, Text

__all__ = ["starter_text", "variant_text"]

MOST = 12  # things named as examples; sim explain tells the rest

_HEAD = Text(
    """\
# yaml-language-server: $schema=./scenario.schema.json
# A variant of {base}: everything that is not written here is as it is there.
#   sim check {file}    is it sound?     sim explain {file}    where is each value from?
#   sim run {file}      what follows?    sim test {file}       is it as you expect?
# A key replaces what stands under that key; `key: null` takes it away; docs/language.md
# has the rule. All values with their names: sim explain {base}
""",
    """\
# yaml-language-server: $schema=./scenario.schema.json
# {base}의 변형: 여기에 적지 않은 것은 모두 원래 시나리오와 같다.
#   sim check {file}    틀린 데가 없는가?    sim explain {file}    값은 어디서 왔는가?
#   sim run {file}      미래 천 개          sim test {file}       기대한 대로인가?
# 키를 적으면 그 아래가 통째로 바뀐다. `key: null`은 뺀다는 뜻. 규칙은 docs/language.md.
# 모든 값과 이름: sim explain {base}
""",
)
_TITLE = Text("{title}, varied", "{title} (변형)")
_PARAMETERS = Text(
    "# What is not known. Each future draws it from its spread; to hold one, take a #\n"
    "# away and write the number. Or write another spread: with a value inside it.",
    "# 알지 못하는 것. 미래마다 분포 범위(spread)에서 뽑는다. 고정하려면 #을 지우고\n"
    "# 수치를 적는다. 다른 spread를 적어도 된다. 이때 value는 그 안에 있어야 한다.",
)
_EVENTS = Text(
    "# What may happen: another pace, another condition, another effect.",
    "# 일어날 수 있는 일: 다른 속도, 다른 조건, 다른 효과.",
)
_WITHOUT = Text(
    "# What is switched off: events, arguments, factors, actors.",
    "# 끄는 것: 사건, 논거, 요인, 행위자.",
)
_EXPECT = Text(
    "# What you expect of it: tried by sim test.",
    "# 기대하는 것: sim test로 시험한다.",
)


def starter_text(name: str, *, file: str, language: Language = "en") -> str:
    """Give a whole scenario to start from, with comments.

    Parameters
    ----------
    name : str
        What it is to be called.
    file : str
        The name of its file, for the commands that its comments show.
    """
    folder = resources.files("sim.authoring")
    text = (folder / f"starter.{language}.yaml").read_text("utf-8")
    return text.replace("{name}", name).replace("{file}", file)


def variant_text(
    name: str, base: Scenario, *, extends: str, file: str, language: Language = "en"
) -> str:
    """Give a variant of a scenario that changes nothing yet, with what may be changed.

    Parameters
    ----------
    base : Scenario
        What is varied.
    extends : str
        What to write after ``extends:``.
    """
    head = _HEAD.say(language).format(base=extends, file=file)
    titles = ", ".join(
        f"{key}: {quoted(_TITLE.say(key).format(title=_line(base.title, key)))}"
        for key in LANGUAGES
    )
    lines = [
        head.rstrip("\n"),
        f"extends: {extends}",
        f"name: {name}",
        f"title: {{{titles}}}",
        "",
        _PARAMETERS.say(language),
        "# parameters:",
    ]
    for parameter in list(base.parameters.values())[:MOST]:
        title = _line(parameter.title, language)
        held = ", spread: null" if parameter.spread else ""
        said = f"{{value: {parameter.value.text}{held}}}"
        lines.append(f"#   {parameter.id}: {said}   # {title}")
    lines += ["", _EVENTS.say(language), "# events:"]
    for event in list(base.events.values())[:MOST]:
        timing = event.timing
        title = _line(event.title, language)
        if timing.kind in ("rate", "about_every", "every") and timing.value:
            said = f"{timing.kind}: {timing.value.text}"
        elif timing.kind == "chance" and timing.value and timing.within:
            said = f"chance: {timing.value.text} within {timing.within.text}"
        else:
            continue
        lines.append(f"#   {event.id}: {{{said}}}   # {title}")
    off = next(iter([*base.arguments, *base.events]), "")
    lines += ["", _WITHOUT.say(language), f"# without: [{off}]"]
    outcome = next(iter(base.outcomes), "")
    lines += ["", _EXPECT.say(language), "# expect:"]
    lines += [f"#   - {{outcome: {outcome}, between: [0.05, 0.6], members: 1000}}"]
    return "\n".join(lines) + "\n"


def _line(text: Text, language: Language) -> str:
    return " ".join(text.say(language).split())


def quoted(text: str) -> str:
    r"""Write a text in quotation marks as YAML reads them.

    Examples
    --------
    >>> quoted('say "no"')
    '"say \\"no\\""'
    """
    return json.dumps(text, ensure_ascii=False)
