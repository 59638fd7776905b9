"""Files made to hurt: each name with the text or the bytes of a file.

Each stays below the bounds that catch it first where it can, so that what stands
behind them is tried as well.
"""

from __future__ import annotations

HEAD = """format: 1
name: hostile
title: Hostile
about: Made to hurt
start: 2030-01-01
horizon: 1 year
"""
LADDER = "ladders: {war: {rungs: {calm: , fight: }}}\n"
GUESS = "because: {assumption: made up}"


def many(section: str, item: str, count: int) -> str:
    """Give a section with `count` items; ``#`` in an item is its number."""
    items = (f" {item.replace('#', str(number))}\n" for number in range(count))
    return f"{section}:\n{''.join(items)}"


def events(item: str, count: int) -> str:
    return HEAD + LADDER + many("events", item, count)


def one(formula: str) -> str:
    """Give a sound scenario but for the one formula in it."""
    event = f'climb: {{rate: pace, when: "{formula}", do: {{war: up}}, {GUESS}}}'
    return (
        HEAD
        + LADDER
        + f"parameters: {{pace: {{value: 1 per month, {GUESS}}}}}\nevents:\n {event}\n"
    )


def laughs(levels: int) -> str:
    """Nine aliases of nine aliases of …, from one short list."""
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for level in range(1, levels):
        ten = ", ".join([f"*a{level - 1}"] * 9)
        lines.append(f"a{level}: &a{level} [{ten}]")
    return "\n".join(lines) + "\n"


HOSTILE: dict[str, str | bytes] = {
    # size, depth and count
    "larger_than_allowed": HEAD + "# " + "x" * 5_000_000,
    "deep_brackets": "a: " + "[" * 450_000,
    "deep_brackets_only": "[" * 490_000,
    "deep_braces": "{a: " * 120_000,
    "deep_lists": "- " * 240_000,
    "deep_keys": "? " * 240_000,
    "deep_indent": "\n".join(" " * level + "a:" for level in range(950)),
    "deep_closed": "a: " + "[" * 61 + "]" * 61,
    "billion_laughs": laughs(10),
    "aliases_in_keys": laughs(9) + "? *a8\n: 1\n",
    "an_anchor_within_itself": "a: &a [*a]\n",
    "anchors": "".join(f"a{n}: &x{n} 1\n" for n in range(12_000)),
    "values": "a: [" + "1," * 200_000 + "]",
    "keys": "".join(f"key_{n}: 1\n" for n in range(12_000)),
    "one_key_again_and_again": "a: 1\n" * 12_000,
    "one_key_on_one_line": "{" + "a: 1, " * 12_000 + "b: 2}\n",
    "documents": "---\n" * 120_000,
    "comments": "#\n" * 240_000,
    "comment_after_comment": HEAD + "#" * 480_000 + "\nno: 1\n",
    "directives": "%YAML 1.1\n" * 40_000,
    "tabs": "\t" * 490_000,
    "a_quote_never_closed": 'a: "' + "\n" * 490_000,
    "line_ends_of_old": "a: 1\r" * 12_000,
    "a_long_line": HEAD + "about: " + "x " * 240_000 + "\n",
    "a_long_key": "? " + "k" * 490_000 + "\n: 1\n",
    "a_long_name": HEAD + "actors: {" + "a" * 1_000 + ": }\n" + "k" * 900 + ": 1\n",
    # many faults, each to be told with its line
    "unknown_keys_on_one_line": "{ladders: {"
    + ", ".join(f"k{n}: {{rungz: {{a: , b: }}}}" for n in range(3_000))
    + "}}\n",
    "unknown_names": HEAD
    + many("parameters", f"p#x: {{value: 1, {GUESS}}}", 1_500)
    + LADDER
    + many("events", f"e#: {{rate: q# * q#z, do: {{y#: up}}, {GUESS}}}", 900),
    "unknown_rungs": events(
        "e#: {rate: 1 per day, when: war == fihgt and x > 3, do: {war: u}}",
        1_500,
    ),
    "missing_keys": HEAD + many("events", "e#: {}", 8_000),
    "wrong_numbers": HEAD + many("parameters", f"p#: {{value: 1e3, {GUESS}}}", 2_700),
    "wrong_texts": HEAD + many("sources", "s#: {title: no}", 6_000),
    "numbers_of_rungs": HEAD
    + "ladders: {war: {rungs: {"
    + ", ".join(f"r{n}: {{k{n}: 1}}" for n in range(1_000))
    + "}}}\n",
    "observations_in_a_row": HEAD
    + LADDER
    + f"observations:\n o0: {{of: war, lag: 1 day, {GUESS}}}\n"
    + "".join(
        f" o{n}: {{of: o{n - 1}, lag: 1 day, {GUESS}}}\n" for n in range(1, 2_400)
    ),
    "observations_in_a_circle": HEAD
    + LADDER
    + "observations:\n"
    + "".join(
        f" o{n}: {{of: o{(n + 1) % 2_400}, lag: 1 day, {GUESS}}}\n"
        for n in range(2_400)
    ),
    "ladders_and_a_fault": HEAD
    + many("ladders", "l#: {rungs: {a: , b: }}", 2_700)
    + "no: 1\n",
    # numbers
    "a_huge_whole_number": HEAD.replace("1 year", "9" * 400_000),
    "a_huge_number_of_days": HEAD.replace("1 year", "1" + "0" * 400 + " days"),
    "a_huge_number_of_rungs": HEAD
    + "ladders: {war: {rungs: {count: 999999999999999999999999}}}\n",
    "an_endless_fraction": HEAD.replace("1 year", f"0.{'1' * 400_000} years"),
    "a_far_date": HEAD.replace("2030-01-01", "999999999-01-01"),
    "a_large_format": HEAD.replace("format: 1", "format: 1" + "0" * 100_000),
    "values_of_a_choice": HEAD
    + "parameters: {p: {value: x, spread: {choice: {"
    + ", ".join(f"w{n}: 1" for n in range(11_000))
    + "}}}}\n",
    "values_of_quantiles": HEAD
    + "parameters: {p: {value: 1, spread: {quantiles: {"
    + ", ".join(f"p{n / 200}: {n}" for n in range(11_000))
    + "}}}}\n",
    # expressions
    "a_long_sum": one("1" + " + 1" * 100_000 + " > 0"),
    "a_longer_line_of_parts": one("war == calm and " * 200 + "always"),
    "deep_parentheses": one("(" * 900 + "pace" + ")" * 900),
    "many_parentheses": one("(" * 240_000),
    "many_nots": one("not " * 490 + "always"),
    "many_minuses": one("-" * 1_900 + "pace > 0"),
    "towers_of_powers": one("**".join(["9"] * 300) + " > pace"),
    "a_power_too_far": one("pace ** 100000000 > 0"),
    "many_choices": one("1 if always else " * 110 + "0"),
    "comparisons_in_a_chain": one("<".join(["pace"] * 390) + "< pas"),
    "names_for_python": one("__import__('os').system('touch owned') > 0"),
    "attributes_for_python": one("war.__class__.__mro__ > 0"),
    "a_format_for_python": one("war == {pace.__class__}"),
    # characters
    "a_nul": HEAD + "na\0me: 1\n",
    "an_escape_in_the_file": HEAD + "about: \x1b[31mred\n",
    "an_escape_spelt_out": HEAD.replace("Hostile", '"\\e[31mred\\e[0m"'),
    "a_bell_spelt_out": HEAD.replace("Hostile", '"\\a\\b\\x07"'),
    "a_title_for_the_window": HEAD.replace("Hostile", '"\\e]0;owned\\a"'),
    "letters_from_right_to_left": HEAD.replace("Hostile", "a\u202egnp.exe"),
    "right_to_left_spelt_out": HEAD.replace("Hostile", '"a\\u202egnp.exe"'),
    "a_blank_of_no_width": HEAD.replace("name: hostile", "name: hos\u200btile"),
    "a_mark_of_order_inside": HEAD.replace("name: hostile", "name: hos\ufefftile"),
    "a_line_end_of_its_own": HEAD.replace("name: hostile", "name: a\u2028b: c"),
    "half_a_character": HEAD.replace("Hostile", '"\\ud800"'),
    "a_half_in_bytes": HEAD.encode() + b"about: \xed\xa0\x80\n",
    "no_character": HEAD.replace("Hostile", '"\\U0011ffff"'),
    "accents_upon_accents": HEAD.replace(
        "name: hostile", "name: a" + "\u0301" * 200_000
    ),
    "letters_of_another_script": HEAD.replace("name: hostile", "name: h\u043estile"),
    "bytes_of_a_picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
    "bytes_in_utf16": HEAD.encode("utf-16"),
    "bytes_in_cp949": "title: 전쟁\n".encode("cp949"),
    "nothing_but_nuls": bytes(400_000),
    # what would run
    "an_object_of_python": "!!python/object/apply:os.system ['touch owned']\n",
    "a_name_of_python": "format: !!python/name:os.system x\n",
    "a_module_of_python": "format: 1\nname: !!python/module:os x\n",
    "a_tag_of_its_own": "format: !<tag:yaml.org,2002:python/object/new:os> [x]\n",
    "a_merge": "base: {a: 1}\nformat: 1\n<<: {b: 1}\n",
}
