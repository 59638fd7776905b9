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
