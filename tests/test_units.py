"""Units are followed to where a formula leads; nothing need have one."""

import pytest

from sim.checks.labels import one_letter_off
from sim.checks.units import (
    PLAIN,
    divided,
    factor,
    multiplied,
    parse_unit,
    raised,
)
from sim.errors import ScenarioError
from sim.loading import load_scenario, load_text

TEXT = """\
format: 1
name: small
title: Small
about: A wage
start: 2030-01-01
horizon: 1 year
actors: {north: {title: The North}}
parameters:
  pay: {value: 300 per month, because: {assumption: made up}}
  share: {value: 20%, because: {assumption: made up}}
ladders:
  war: {rungs: {calm: {troops: 0}, fight: {troops: 30}}, because: {assumption: made up}}
observations: {seen: {of: war, lag: 3 days, because: {assumption: made up}}}
events: {climb: {rate: share / 30, do: {war: up}, because: {assumption: made up}}}
gauges: {spent: {unit: USD, flow: war.troops * pay}}
ledger: {unit: USD, against: peace, discount_rate: 0% per year, horizons: [1 year]}
arguments:
  wages: {actor: north, side: loss, account: money, flow: war.troops * pay * share,
    because: {assumption: made up}}
"""


GAUGE = "gauges: {army: {unit: soldiers, starts: 0, flow: 0}, "


def with_units(pay: str = "", troops: str = "", text: str = TEXT) -> str:
    if pay:
        text = text.replace("300 per month,", f"300 per month, unit: {pay},")
    if troops:
        text = text.replace(
            "{troops: 30}},", f"{{troops: 30}}}}, units: {{troops: {troops}}},"
        )
    return text


@pytest.mark.parametrize(
    ("text", "scale", "powers"),
    [
        ("USD", 1, {"USD": 1}),
        ("million USD", 1e6, {"USD": 1}),
        ("million USD per soldier", 1e6, {"USD": 1, "soldier": -1}),
        ("USD per thousand soldiers", 1e-3, {"USD": 1, "soldier": -1}),
        ("per soldier", 1, {"soldier": -1}),
        ("10,000 won", 1e4, {"won": 1}),
        ("억 원", 1e8, {"원": 1}),
        ("casualties", 1, {"casualty": 1}),
        ("people", 1, {"person": 1}),
        ("share", 1, {}),
        ("points for a year", 1, {"point for a year": 1}),
    ],
)  # fmt: skip
def test_a_unit_is_a_number_and_its_bases(
    text: str, scale: float, powers: dict[str, int]
) -> None:
    unit = parse_unit(text)
    assert unit.scale == pytest.approx(scale)
    assert dict(unit.powers) == powers
    assert unit.time == ""


def test_units_multiply_and_divide() -> None:
    pay, men = parse_unit("USD per soldier"), parse_unit("thousand soldiers")
    product = multiplied(pay, men)
    assert product is not None
    assert str(product) == "thousand USD"
    assert factor(product, parse_unit("million USD")) == pytest.approx(1e-3)
    assert factor(product, men) is None
    assert multiplied(pay, None) is pay
    assert divided(None, None) is None
    ratio = divided(men, men)
    assert ratio is not None
    assert ratio.like(PLAIN)
    assert str(ratio) == "a plain number"
    square = raised(men, 2)
    assert square is not None
    assert raised(square, 0.5) is not None
    assert raised(men, 0.5) is None
    assert "to the power 2" in str(square)


def test_nothing_need_have_a_unit() -> None:
    assert load_text(TEXT).warnings == ()


def test_units_that_fit_are_no_fault() -> None:
    load_text(with_units("USD per soldier", "soldiers"))
    load_text(with_units("USD per thousand soldiers", "thousand soldiers"))


def test_only_one_unit_in_a_product_is_followed_too() -> None:
    with pytest.raises(ScenarioError) as caught:
        load_text(with_units(troops="soldiers"))
    problem = caught.value.problems[0]
    assert "expected USD into the gauge 'spent', got soldiers" in problem.what
    assert (
        "'pay' a plain number? otherwise give it a unit: unit: USD per" in problem.hint
    )


def test_the_numbers_of_an_observation_have_the_units_of_its_ladder() -> None:
    text = with_units("USD per soldier", "recruits").replace(
        "flow: war.", "flow: seen."
    )
    with pytest.raises(ScenarioError, match="got USD × recruit per soldier"):
        load_text(text)


@pytest.mark.parametrize(
    "flow",
    [
        "war.troops * pay if share > 0 else pay",
        "max(pay * war.troops, pay)",
        "war.troops * pay + pay",
        "pay - war.troops * pay",
    ],
)
def test_what_is_added_or_chosen_among_is_counted_alike(flow: str) -> None:
    text = with_units("USD per soldier", "soldiers")
    with pytest.raises(ScenarioError, match="expected like with like, got"):
        load_text(text.replace("flow: war.troops * pay}", f'flow: "{flow}"}}'))


def test_what_is_left_of_one_is_counted_as_what_is_taken_off() -> None:
    men = "parameters:\n  men: {value: 3, unit: soldiers, because: {assumption: x}}\n"
    text = with_units("USD per soldier", "soldiers").replace("parameters:\n", men, 1)
    for flow, got in (
        ("war.troops * pay * (1 - men)", "USD × soldier"),
        ("war.troops * pay * (7 - men)", "USD × soldier"),
    ):
        with pytest.raises(ScenarioError, match=f"'spent', got {got}"):
            load_text(text.replace("flow: war.troops * pay}", f"flow: {flow}}}"))
    # What is left of a share may be another thing: so many wounded per casualty.
    shared = text.replace("unit: soldiers,", "unit: killed per casualty,")
    load_text(
        shared.replace("flow: war.troops * pay}", "flow: war.troops * pay * (1 - men)}")
    )


def test_the_number_that_lacks_a_unit_is_named_and_not_another() -> None:
    claim = "claims: {c: {says: C, holds_if: net.SIDE * base > debt * heads"
    given = "parameters:\n"
    for name, unit in (
        ("debt", "unit: USD per soldier, "),
        ("base", ""),
        ("heads", ""),
    ):
        given += f"  {name}: {{value: 3, {unit}because: {{assumption: x}}}}\n"
    claim = claim.replace("SIDE", "north") + ", because: {assumption: x}}}\n"
    with pytest.raises(ScenarioError) as caught:
        load_text(TEXT.replace("parameters:\n", given, 1) + claim)
    (hint,) = {p.hint for p in caught.value.problems if "like with like" in p.what}
    assert hint.startswith("is 'heads' a plain number? otherwise give it a unit")
    assert hint.endswith("unit: soldier")


def test_a_power_and_a_root_are_followed() -> None:
    text = with_units("USD per soldier", "soldiers").replace(
        "flow: war.troops * pay}", "flow: sqrt(war.troops ** 2) * pay}"
    )
    load_text(text)
    with pytest.raises(ScenarioError, match="soldier to the power"):
        load_text(text.replace("** 2) * pay}", "** 2) ** 3 * pay}"))


def test_years_that_are_counted_are_a_number_to_their_weight() -> None:
    text = TEXT.replace(
        "account: money, flow: war.troops * pay * share,",
        "account: money, unit: years, weight: price, flow: war.years,",
    )
    text = text.replace("{troops: 0}", "{troops: 0, years: 0}")
    text = text.replace("{troops: 30}", "{troops: 30, years: 1 per year}")
    price = "parameters:\n  price: {value: 3, unit: USD, because: {assumption: x}}\n"
    load_text(text.replace("parameters:\n", price))
    with pytest.raises(ScenarioError, match="expected USD from years to USD, got EUR"):
        load_text(text.replace("parameters:\n", price.replace("USD", "EUR")))


def test_singular_and_plural_are_one_unit_and_no_misspelling() -> None:
    text = with_units("USD per soldier", "soldier").replace("gauges: {", GAUGE)
    load_text(text)


def test_the_unit_of_the_ledger_in_other_letters() -> None:
    text = TEXT.replace("account: money, flow", "account: money, unit: usd, flow")
    load_text(text.replace("unit: usd", "unit: points"))
    text = text.replace("ledger: {unit: USD", "ledger: {unit: crowns")
    with pytest.raises(ScenarioError, match="'Crowns' beside a ledger in 'crowns', wh"):
        load_text(text.replace("unit: usd", "unit: Crowns"))


def test_one_fault_is_told_once() -> None:
    text = with_units("million USD per soldier", "soldiers")
    with pytest.raises(ScenarioError) as caught:
        load_text(text)
    places = [problem.place for problem in caught.value.problems]
    assert len(places) == len(set(places)) == 2
    assert all("a factor of 1000000" in p.hint for p in caught.value.problems)


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [
        ("killed", "kiled", True), ("killed", "kileld", True),
        ("killed", "killer", True), ("killed", "wounded", False),
        ("million USD", "billion USD", False), ("million USD", "milion USD", True),
        ("USD", "USB", False), ("order", "orders", True),
        ("group one", "group two", False), ("phase 10", "phase 11", False),
        ("money", "money", False), ("some money", "money", False),
    ],
)  # fmt: skip
def test_one_letter_makes_a_misspelling(one: str, other: str, off: bool) -> None:
    assert one_letter_off(one, other) is off
    assert one_letter_off(other, one) is off


def test_shipped_scenarios_say_their_units() -> None:
    for name in ("hello", "seoul_2024"):
        scenario = load_scenario(name)
        carried = {key for ladder in scenario.ladders.values() for key in ladder.units}
        assert carried


PAY = "300 per month, unit: USD per soldier"
OUTCOME = "outcomes: {dear: final(spent) > bound}\n"


def bounded(text: str, unit: str) -> str:
    """Give a scenario with one more parameter, that an outcome compares with money."""
    bound = f"  bound: {{value: 5, unit: {unit}, because: {{assumption: made up}}}}\n"
    return text.replace("ladders:\n", f"{bound}ladders:\n", 1) + OUTCOME


DERIVED = "  twice: {value: pay * 2, because: {assumption: made up}}\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        # pay per month into a ledger per day; time in a unit, where it would be lost
        (("unit: USD,", "unit: USD per day,"), "got amounts per day"),
        (("pay: {value: 300 per month, unit: USD per soldier",
          "pay: {value: 300, unit: USD per soldier per month"),
         "a factor of 30.438 is lost"),
        (("flow: war.troops * pay * share", "flow: war.troops * bonus * share"),
         "expected an amount per time"),
        # USD into million USD, through everything that leads into the ledger
        (("ledger: {unit: USD", "ledger: {unit: million USD"), "a factor of 1000000"),
        (("flow: war.troops * pay * share", "flow: war.troops * twice"),
         "a factor of 1000000"),
        (("flow: war.troops * pay * share",
          "lump: {entering: {war: fight}, amount: war.troops * bonus}"),
         "a factor of 1000000"),
        (("flow: war.troops * pay * share", "unit: points, weight: price, flow: share"),
         None),
        (("dear: final(spent) > bound", "dear: final(spent) > bound * 2"),
         "a factor of 1000000"),
    ],
    ids=["ledger per day", "pay per month", "no time", "flow", "derived", "lump",
         "weight of another", "outcome"],
)  # fmt: skip
def test_a_factor_is_shown_wherever_it_would_be_lost(
    change: tuple[str, str], said: str | None
) -> None:
    text = bounded(with_units("USD per soldier", "soldiers"), "USD")
    bonus = "  bonus: {value: 9, unit: USD per soldier, because: {assumption: x}}\n"
    price = "  price: {value: 9, unit: EUR per point, because: {assumption: x}}\n"
    text = text.replace("ladders:\n", f"{DERIVED}{bonus}{price}ladders:\n", 1)
    load_text(text)
    old, new = change
    assert old in text
    text = text.replace(old, new)
    if said == "a factor of 1000000" and "ledger" not in old:
        text = text.replace("ledger: {unit: USD", "ledger: {unit: million USD")
        text = text.replace(
            "bound: {value: 5, unit: USD", "bound: {value: 5, unit: million USD"
        )
    with pytest.raises(ScenarioError) as caught:
        load_text(text)
    told = str(caught.value)
    assert (said or "got EUR per point") in told


def test_a_setting_is_followed_too() -> None:
    text = with_units("USD per soldier", "soldiers")
    load_text(text, settings={"pay": "400 per month"})
    with pytest.raises(ScenarioError, match="expected a value like '300 per month'"):
        load_text(text, settings={"pay": "400"})
    with pytest.raises(ScenarioError, match="a factor of 1000000 lies between them"):
        load_text(text, settings={"ledger.unit": "million USD"})


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("rate: share / 30", "rate: pay", "as a rate, got USD per soldier"),
        ("rate: share / 30", "about_every: 30 / wage", "as a time, got soldier"),
        (
            "rate: share / 30",
            "chance: wage / 100 within 9 days",
            "as a chance, got USD",
        ),
        ("lag: 3 days", "lag: {uniform: [3 days, 40 * wage]}", "as a time, got USD"),
        (
            "do: {war: up}",
            "either: [{odds: wage / 100, do: {war: up}}]",
            "as odds, got",
        ),
        ("USD, flow", "USD, half_life: 9 * wage, flow", "as a time, got USD per"),
    ],
)
def test_what_is_counted_is_no_rate_no_chance_and_no_time(
    old: str, new: str, what: str
) -> None:
    wage = "  wage: {value: 9, unit: USD per soldier, because: {assumption: made up}}\n"
    text = with_units("USD per soldier", "soldiers").replace(
        "ladders:\n", f"{wage}ladders:\n", 1
    )
    assert old in text
    with pytest.raises(ScenarioError) as caught:
        load_text(text.replace(old, new))
    assert f"expected a plain number {what}" in str(caught.value)


COMPARED = """\
  bound: {value: 5, unit: million USD, because: {assumption: made up}}
  men: {value: 5, unit: soldiers, because: {assumption: made up}}
  daily: {value: 9 per day, unit: USD per soldier, because: {assumption: made up}}
  grand: {value: 9 per month, unit: thousand USD per soldier,
    because: {assumption: made up}}
"""


def with_claim(claim: str, key: str) -> str:
    text = with_units("USD per soldier", "soldiers")
    text = text.replace("ladders:\n", f"{COMPARED}ladders:\n", 1)
    both = {"holds_if": "ever(war == fight)"} | {key: claim}
    said = ", ".join(f'{name}: "{formula}"' for name, formula in both.items())
    claims = f"{{one: {{says: A, {said}, because: {{assumption: made up}}}}}}"
    return f"{text}claims: {claims}\n"


@pytest.mark.parametrize("key", ["holds_if", "given"])
@pytest.mark.parametrize(
    ("claim", "told", "factor"),
    [
        # money with people
        ("net.north > men", "got USD ('net.north') and soldiers ('men')", ""),
        ("loss.north(1 year) > men", "got USD ('loss.north') and soldiers ('men')", ""),
        ("amount.wages > men", "got USD ('amount.wages') and soldiers ('men')", ""),
        ("final(spent) > men", "got USD ('spent') and soldiers ('men')", ""),
        ("max(gain.north, men) > 0", "got USD ('gain.north') and soldiers", ""),
        ("ever(war.troops > bound)", "got soldiers ('war.troops') and million USD", ""),
        # USD with million USD; per month with per day is one measure, where USD are one
        ("net.north > bound", "got USD ('net.north') and million USD", "1000000"),
        ("loss.north(1 year) < bound", "got USD ('loss.north') and", "1000000"),
        ("final(spent) > bound * 2", "got USD ('spent') and million USD", "1000000"),
        ("grand > daily", "got thousand USD per soldier ('grand')", "1000"),
        # what is per time with what is not
        ("net.north > pay", "amount without time ('net.north') and one per time", ""),
        ("net.north > pay * men", "amount without time ('net.north') and one per", ""),
    ],
)  # fmt: skip
def test_a_claim_compares_like_with_like(
    claim: str, told: str, factor: str, key: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_text(with_claim(claim, key))
    [problem] = caught.value.problems
    assert problem.place.text.startswith("claims:")
    assert told in problem.what
    between = f"a factor of {factor} lies between them"
    assert problem.hint == between if factor else "a factor" not in problem.hint


@pytest.mark.parametrize("claim", ["pay > daily", "pay * 2 > daily + pay",
                                   "net.north * 2 < -final(spent)"])  # fmt: skip
def test_a_claim_may_compare_months_with_days(claim: str) -> None:
    load_text(with_claim(claim, "holds_if"))


def test_a_claim_about_pay_per_month_kept_in_a_unit_shows_the_factor() -> None:
    text = with_claim("net.north > monthly", "holds_if").replace(
        "  men:",
        "  monthly: {value: 9, unit: USD per month, because: {assumption: x}}\n  men:",
    )
    with pytest.raises(ScenarioError, match=r"as it is, a factor of 30\.438 is lost"):
        load_text(text)
