"""Luck by address: published vectors, addresses, and what must never change it."""

from __future__ import annotations

import hashlib
import math
import re
import struct
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare, kstest

from sim import streams
from sim.loading import load_scenario, shipped
from sim.model import compile_model
from sim.path import Engine
from sim.path import Path as Member
from sim.streams import (
    block,
    first_uniform,
    float_words,
    mix,
    philox,
    receipt_text,
    second_uniform,
    stream_of,
    uniform_arrays,
    uniforms,
)
from tests.pages import failed_examples, text_of

MASK = 0xFFFFFFFF
LAST_SEED, LAST_MEMBER = 2**64 - 1, 2**32 - 1
words = st.integers(0, MASK)
steady = settings(derandomize=True, deadline=None, database=None)

KNOWN = {  # Random123, tests/kat_vectors, the lines "philox4x32 10"
    "zeros": ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    "ones": ((MASK,) * 4, (MASK, MASK), "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    "pi": (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
}


def by_hand(counter, key):
    """Philox4x32-10 as the paper tells it: swap, multiply, bump the key."""
    counter, key = list(counter), list(key)
    for turn in range(10):
        if turn:
            key = [(key[0] + 0x9E3779B9) % 2**32, (key[1] + 0xBB67AE85) % 2**32]
        high0, low0 = divmod(0xD2511F53 * counter[0], 2**32)
        high1, low1 = divmod(0xCD9E8D57 * counter[2], 2**32)
        counter = [high1 ^ counter[1] ^ key[0], low1, high0 ^ counter[3] ^ key[1], low0]
    return tuple(counter)


# ---- the generator


@pytest.mark.parametrize("name", KNOWN)
def test_the_published_vectors_come_out(name):
    counter, key, expected = KNOWN[name]
    assert " ".join(f"{word:08x}" for word in block(counter, key)) == expected


@steady
@given(counter=st.tuples(words, words, words, words), key=st.tuples(words, words))
def test_a_block_is_what_the_paper_says(counter, key):
    assert block(counter, key) == by_hand(counter, key)


@steady
@given(counter=st.tuples(words, words, words, words), key=st.tuples(words, words))
def test_the_short_cuts_to_one_uniform_are_halves_of_the_block(counter, key):
    n, s0, s1, m = counter
    a, b, c, d = block(counter, key)
    first = ((a >> 6) * 2**26 + (b >> 6) + 0.5) / 2**52
    second = ((c >> 6) * 2**26 + (d >> 6) + 0.5) / 2**52
    assert first_uniform(*key, s0, s1, n, m) == first
    assert second_uniform(*key, s0, s1, n, m) == second


# ---- the address


def test_one_number_is_found_by_hand():
    """Seed 2**33 + 5, stream 'event war_ends', draw 3, member 17."""
    digest = hashlib.sha256(b"event war_ends").digest()
    assert digest[:8].hex() == "517ba61a4825a159"
    low = digest[0] + (digest[1] << 8) + (digest[2] << 16) + (digest[3] << 24)
    high = digest[4] + (digest[5] << 8) + (digest[6] << 16) + (digest[7] << 24)
    assert (low, high) == (0x1AA67B51, 0x59A12548)
    a, b, c, d = by_hand((3, low, high, 17), (5, 2))
    first = (a // 64 * 2**26 + b // 64 + 0.5) / 2**52
    second = (c // 64 * 2**26 + d // 64 + 0.5) / 2**52
    found = uniforms(2**33 + 5, "event war_ends", draw=3, member=17)
    assert found == (first, second)


def test_a_stream_with_korean_letters_is_hashed_as_utf_8():
    digest = hashlib.sha256(b"event \xec\xa0\x84\xec\x9f\x81").digest()
    halves = struct.unpack("<II", digest[:8])
    assert stream_of("event 전쟁") == halves


def test_numbers_do_not_change_between_releases():
    """Saved; a change here changes every result of every scenario."""
    assert uniforms(0, "parameter pace", draw=0, member=0) == (
        float.fromhex("0x1.b09a23216df89p-1"),
        float.fromhex("0x1.7c655aa5d0be3p-1"),
    )
    corner = uniforms(LAST_SEED, "act answer", draw=MASK, member=LAST_MEMBER)
    assert corner == (
        float.fromhex("0x1.3fa54bd7fe17dp-1"),
        float.fromhex("0x1.a4488f9bd38e4p-3"),
    )


@pytest.mark.parametrize("seed", [0, 1, 2**32, 12345678901234567, LAST_SEED])
def test_arrays_equal_scalars_to_the_bit(seed):
    members = [*range(150), 2**16, 2**31, LAST_MEMBER]
    draws = [0, 1, 49, MASK]
    first, second = uniform_arrays(
        seed, "resolve support expand", draw=np.array(draws)[:, None], members=members
    )
    assert first.shape == second.shape == (len(draws), len(members))
    for (row, draw), (column, member) in product(enumerate(draws), enumerate(members)):
        one = uniforms(seed, "resolve support expand", draw=draw, member=member)
        assert one == (first[row, column], second[row, column])


def test_uniforms_are_strictly_between_0_and_1_even_at_the_ends(monkeypatch):
    """The least is 2**-53 and the greatest 1 - 2**-53; 1 - u is exact for both."""
    monkeypatch.setattr(philox, "keys", lambda *_: ())  # no rounds: counter in and out
    for word, end in ((0, 2.0**-53), (MASK, 1.0 - 2.0**-53)):
        assert first_uniform(0, 0, word, word, word, word) == end
        assert second_uniform(0, 0, word, word, word, word) == end
        assert 1.0 - (1.0 - end) == end


def test_uniforms_are_odd_multiples_of_half_a_step():
    """(n + 1/2) 2**-52 for a whole n, without rounding."""
    for u in uniform_arrays(3, "event e", draw=0, members=np.arange(100_000)):
        assert u.min() > 0.0
        assert u.max() < 1.0
        assert (u * 2**53 % 2 == 1).all()


def test_addresses_that_differ_anywhere_give_different_numbers():
    seeds = [0, 1, 2, 2**32, 2**32 + 1, LAST_SEED]
    names = ["event a", "event b", "parameter a", "observation a", "act a", "Event a"]
    found = [
        u
        for seed, name in product(seeds, names)
        for array in uniform_arrays(
            seed, name, draw=np.arange(20)[:, None], members=np.arange(60)
        )
        for u in array.ravel().tolist()
    ]
    assert len(found) == 6 * 6 * 20 * 60 * 2
    assert len(set(found)) == len(found)


def test_seed_0_is_a_seed_like_any_other():
    zero = uniforms(0, "event a", draw=0, member=0)
    one = uniforms(1, "event a", draw=0, member=0)
    assert zero != one
    low, high = stream_of("event a")
    a, b, *_ = by_hand((0, low, high, 0), (0, 0))
    assert zero[0] == ((a >> 6 << 26 | b >> 6) + 0.5) / 2**52


def test_the_upper_half_of_the_seed_and_every_bit_of_it_count():
    at = {uniforms(1 << bit, "event a", draw=0, member=0) for bit in range(64)}
    assert len(at) == 64


# ---- what must not change it


def test_adding_members_changes_no_earlier_one():
    few = uniform_arrays(1, "event a", draw=0, members=range(100))
    many = uniform_arrays(1, "event a", draw=0, members=range(10_000))
    assert (few[0] == many[0][:100]).all()
    assert (few[1] == many[1][:100]).all()


def test_members_can_be_asked_for_in_any_order_and_shape():
    members = np.arange(600)
    whole, _ = uniform_arrays(1, "event a", draw=2, members=members)
    turned, _ = uniform_arrays(1, "event a", draw=2, members=members[::-1])
    square, _ = uniform_arrays(1, "event a", draw=2, members=members.reshape(20, 30))
    pieces = [
        uniform_arrays(1, "event a", draw=2, members=piece)[0]
        for piece in np.array_split(members, 7)
    ]
    assert (whole == turned[::-1]).all()
    assert (whole == square.ravel()).all()
    assert (whole == np.concatenate(pieces)).all()


def test_adding_draws_or_streams_changes_no_other():
    before = uniforms(1, "event a", draw=4, member=9)
    for name, draw in product(["event b", "event a"], [0, 3, 5, 100]):
        uniforms(1, name, draw=draw, member=9)
    assert uniforms(1, "event a", draw=4, member=9) == before
    draws = np.arange(50)
    short, _ = uniform_arrays(1, "event a", draw=draws[:10], members=9)
    long, _ = uniform_arrays(1, "event a", draw=draws, members=9)
    assert (short == long[:10]).all()
    assert short[4] == before[0]


def test_the_first_and_the_last_member_and_seed_can_be_run():
    engine = Engine(compile_model(load_scenario("hello")))
    paths = [
        Member(engine, seed=seed, member=member)
        for seed, member in product((0, LAST_SEED), (0, LAST_MEMBER))
    ]
    for path in paths:
        path.run()
    cases = {tuple(path.case.values()) for path in paths}
    assert len(cases) == 4


# ---- is it luck


def samples():
    members, draws = np.arange(60_000), np.arange(60_000)
    first, second = uniform_arrays(11, "event a", draw=0, members=members)
    other, _ = uniform_arrays(11, "event b", draw=0, members=members)
    along, _ = uniform_arrays(11, "event a", draw=draws, members=0)
    seeds = np.array(
        [first_uniform(q, 0, *stream_of("event a"), 0, 0) for q in range(20_000)]
    )
    return {
        "over members": first,
        "second": second,
        "other stream": other,
        "over draws": along,
        "over seeds": seeds,
    }


SAMPLES = samples()


@pytest.mark.parametrize("name", SAMPLES)
def test_uniforms_are_uniform(name):
    u = SAMPLES[name]
    counts = np.bincount((u * 256).astype(int), minlength=256)
    assert 1e-4 < chisquare(counts).pvalue < 1 - 1e-4
    assert kstest(u, "uniform").pvalue > 1e-4
    lowest = (u * 2**20 % 1 * 256).astype(int)  # bits 21 to 28, which nobody looks at
    assert chisquare(np.bincount(lowest, minlength=256)).pvalue > 1e-4


PAIRS = {
    "first and second": ("over members", "second"),
    "two streams": ("over members", "other stream"),
    "members and draws": ("over members", "over draws"),
}


@pytest.mark.parametrize("name", [*PAIRS, "neighbours", "neighbouring draws"])
def test_uniforms_at_different_addresses_are_independent(name):
    if name in PAIRS:
        a, b = (SAMPLES[which] for which in PAIRS[name])
    else:
        whole = SAMPLES["over members" if name == "neighbours" else "over draws"]
        a, b = whole[:-1:2], whole[1::2]
    cells = (a * 16).astype(int) * 16 + (b * 16).astype(int)
    assert chisquare(np.bincount(cells, minlength=256)).pvalue > 1e-4
    assert abs(np.corrcoef(a, b)[0, 1]) < 5 / math.sqrt(len(a))


# ---- receipts


def digest(*stirred):
    h1, h2 = 1, 1
    for word in stirred:
        h1, h2 = mix(h1, h2, word)
    return receipt_text(h1, h2)


def test_known_receipts():
    """By hand: (1 ^ 2) * 0x01000193 and (1 ^ 2) * 0x85ebca6b + 1, 32 bits of each."""
    assert digest() == "0000000100000001"
    assert mix(1, 1, 2) == (0x030004B9, 0x91C35F42)
    assert digest(2) == "030004b991c35f42"
    assert digest(1, 2, 3) == "4b04f33f4b7d1a2c"
    assert digest(*float_words(math.pi), 0x1AA67B51) == "5abb1fa3ba89691e"


def test_order_and_every_bit_matter_to_a_receipt():
    assert digest(1, 2) != digest(2, 1)
    assert digest(0) != digest(0, 0)
    one_off = {digest(5, 1 << bit, 7) for bit in range(32)}
    assert len(one_off) == 32
    assert digest(5, 0, 7) not in one_off


def test_a_receipt_is_sixteen_digits():
    assert receipt_text(0, 10) == "000000000000000a"
    for text in (digest(MASK, MASK), digest(*range(50))):
        assert len(text) == 16
        assert int(text, 16) >= 0


@steady
@given(st.floats(allow_nan=False))
def test_the_words_of_a_float_are_its_bits(x):
    low, high = float_words(x)
    (back,) = struct.unpack("<d", struct.pack("<II", low, high))
    assert back == x


def test_minus_0_counts_as_0():
    assert float_words(-0.0) == float_words(0.0) == (0, 0)


def test_every_nan_counts_as_one():
    """inf - inf is a negative nan on x86 and a positive one on ARM."""
    odd = struct.unpack("<d", struct.pack("<Q", 0x7FF8_0000_0000_0123))[0]
    both = [math.nan, -math.nan, math.inf - math.inf, math.copysign(math.nan, -1), odd]
    assert {float_words(x) for x in both} == {(0, 0x7FF80000)}


# ---- the room


def test_what_is_public_exists():
    assert sorted(streams.__all__) == streams.__all__
    assert all(hasattr(streams, name) for name in streams.__all__)


def test_the_page_on_luck_is_true():
    tried, failed = failed_examples("luck.md")
    assert failed == ""
    assert tried == 33


def test_the_page_on_luck_names_every_stream_of_the_shipped_scenarios():
    named = set(re.findall(r"^\| `(\w+) [A-Z ]+` \|", text_of("luck.md"), flags=re.M))
    assert named == {"parameter", "event", "observation", "resolve", "relax", "act"}
    clocks = {
        clock.name.split()[0]
        for name in shipped()
        for clock in compile_model(load_scenario(name)).clocks
        if clock.kind in {"hazard", "delay", "observation", "act"}
    }
    assert clocks <= named
