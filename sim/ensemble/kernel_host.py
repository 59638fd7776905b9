"""The two parts of every kernel that no model changes: its ground and its loop.

They are text, because a kernel is a file of its own: numba keeps what it has compiled
beside the file that it came from. `LOOP` is for one thread what `sim.path` is for one
member: the next clock, the lowest first; the receipt; notes on the days of the grid.
"""

from __future__ import annotations

__all__ = ["HOST", "LOOP"]

HOST = '''
"""A model's rules, compiled: written by escalation-sim, and of no use elsewhere."""

import math

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic

HOW = {"cache": True, "error_model": "numpy", "fastmath": False, "nogil": True}
U = np.uint64


@intrinsic
def float_of(context, bits):
    def made(context, builder, signature, values):
        return builder.bitcast(values[0], ir.DoubleType())
    return types.float64(types.uint64), made


@intrinsic
def bits_of(context, number):
    def made(context, builder, signature, values):
        return builder.bitcast(values[0], ir.IntType(64))
    return types.uint64(types.float64), made


@intrinsic
def pointer(context, array):
    signature = types.CPointer(array.dtype)(array)
    def made(context, builder, signature, values):
        kind = signature.args[0]
        return context.make_array(kind)(context, builder, values[0]).data
    return signature, made


@intrinsic
def soonest(context, due):
    """Give the lowest of the clocks that are due first, without a branch."""
    bit, number, day = ir.IntType(1), ir.IntType(64), ir.DoubleType()
    def sooner(builder, one, other):
        test = builder.fcmp_ordered("<=", one[0], other[0])
        return [builder.select(test, *pair) for pair in zip(one, other)]
    def first_of(builder, line):
        while len(line) > 1:
            rest = line[len(line) // 2 * 2:]
            pairs = zip(line[::2], line[1::2])
            line = [sooner(builder, *pair) for pair in pairs] + rest
        return line[0]
    def few(context, builder, signature, values):
        line = []
        for at in range(CLOCKS):
            place = builder.gep(values[0], [number(at)])
            line.append((builder.load(place), number(at)))
        return first_of(builder, line)[1]
    def many(context, builder, signature, values):
        eight, lanes = ir.VectorType(day, 8), range(8)
        line = []
        for at in range(0, CLOCKS, 8):
            place = builder.gep(values[0], [number(at)])
            some = builder.load(builder.bitcast(place, eight.as_pointer()), align=8)
            if at + 8 > CLOCKS:
                there = ir.VectorType(bit, 8)([at + lane < CLOCKS for lane in lanes])
                some = builder.select(there, some, eight([math.inf] * 8))
            line.append([some])
        least, = first_of(builder, line)
        for by in (4, 2, 1):
            order = ir.VectorType(ir.IntType(32), 8)([(at + by) % 8 for at in lanes])
            other = builder.shuffle_vector(least, least, order)
            least, = sooner(builder, [least], [other])
        found = None
        for word in reversed(range(0, len(line), 8)):
            bits = number(0)
            for at, (some,) in enumerate(line[word:word + 8]):
                same = builder.fcmp_ordered("==", some, least)
                own = builder.zext(builder.bitcast(same, ir.IntType(8)), number)
                bits = builder.or_(bits, builder.shl(own, number(8 * at)))
            place = builder.add(builder.cttz(bits, bit(1)), number(8 * word))
            some = builder.icmp_unsigned("!=", bits, number(0))
            found = builder.select(some, place, found) if found else place
        return found
    return types.int64(due), few if CLOCKS <= 16 else many


sqrt = math.sqrt
M0, M1 = U(0xD2511F53), U(0xCD9E8D57)
W0, W1 = U(0x9E3779B9), U(0xBB67AE85)
MASK = U(0xFFFFFFFF)
S6, S26, S32, S52 = U(6), U(26), U(32), U(52)
P1, P2, ONE = U(0x01000193), U(0x85EBCA6B), U(1)
UNIT = 2.0 ** -52
INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


@njit("UniTuple(u8,4)(i8,i8,i8,i8,i8,i8)", **INNER, **HOW)
def block(q0, q1, s0, s1, n, m):
    c0, c1, c2, c3 = U(n), U(s0), U(s1), U(m)
    k0, k1 = U(q0), U(q1)
    for _ in range(10):
        p0 = M0 * c0
        p1 = M1 * c2
        c0, c1 = (p1 >> S32) ^ c1 ^ k0, p1 & MASK
        c2, c3 = (p0 >> S32) ^ c3 ^ k1, p0 & MASK
        k0 = (k0 + W0) & MASK
        k1 = (k1 + W1) & MASK
    return c0, c1, c2, c3


@njit("f8(i8,i8,i8,i8,i8,i8)", **INNER, **HOW)
def first_uniform(q0, q1, s0, s1, n, m):
    a, b, c, d = block(q0, q1, s0, s1, n, m)
    return (float((a >> S6) << S26 | (b >> S6)) + 0.5) * UNIT


@njit("f8(i8,i8,i8,i8,i8,i8)", **INNER, **HOW)
def second_uniform(q0, q1, s0, s1, n, m):
    a, b, c, d = block(q0, q1, s0, s1, n, m)
    return (float((c >> S6) << S26 | (d >> S6)) + 0.5) * UNIT


@njit("f8(f8)", **INNER, **HOW)
def mantissa(x):
    y = x if x >= 2.2250738585072014e-308 else x * 18014398509481984.0
    return float_of((bits_of(y) & U(0xFFFFFFFFFFFFF)) | U(0x3FE0000000000000))


@njit("f8(f8)", **INNER, **HOW)
def exponent(x):
    small = not x >= 2.2250738585072014e-308
    y = x * 18014398509481984.0 if small else x
    k = np.int64(bits_of(y) >> S52) - 1022
    return float(k - 54 if small else k)


@njit("f8(f8,f8)", **INNER, **HOW)
def scale(x, k):
    whole = np.int64(k)
    half = whole >> 1
    x = x * float_of(U(half + 1023) << S52)
    return x * float_of(U(whole - half + 1023) << S52)


@njit("f8(f8)", **INNER, **HOW)
def floor(x):
    return np.floor(x)
'''

LOOP = """
@njit("void(i8,i8,i8,i8,i8[::1],f8[::1])", **HOW)
def luck(q0, q1, s0, s1, members, found):
    for row in range(members.size):
        found[row] = first_uniform(q0, q1, s0, s1, 0, members[row])


@njit("u8(u8,u8,u8)", **INNER, **HOW)
def stir(h, prime, word):
    return ((h ^ word) * prime) & MASK


@njit("i8(i8,i8,i8[::1],i8,f8[::1],i8[::1],f8[:,::1],f8[:,::1],i8[::1],u4[:,::1],"
      "b1[::1],f8[::1],i8[::1],i8,f8[:,:,::1],i8[::1],i8,i8[::1],f8[::1],i8[::1],"
      "i8[::1],i8[::1])", **HOW)
def run(q0, q1, members, row, floats, whole, outputs, parameters, firings, sums,
        failed, times, turns, counted, levels, follow, paths, log_rows, log_times,
        log_what, log_values, logged):
    S_, I_ = np.empty(floats.size + 8), np.empty(whole.size, np.int64)
    O_ = np.empty(outputs.shape[1])
    S, I, O = pointer(S_), pointer(I_), pointer(O_)
    standing = np.empty(KEPT.size, np.int64)
    width = turns.size // (GRID + 1)
    before = np.empty(LADDERS, np.int64)
    following = False
    for at in range(LADDERS):
        following = following or follow[at] != 0
    room = log_rows.size
    while row < members.size:
        for at in range(floats.size):
            S[at] = floats[at]
        for at in range(whole.size):
            I[at] = whole[at]
        m = members[row]
        logs = following or row < paths
        begun = logged[0]
        h1, h2 = ONE, ONE
        n, in_a_row, last, grid = 0, 0, -1.0, 0
        for at in range(parameters.shape[1]):
            S[PARAMETERS + at] = parameters[row, at]
        start(0.0, m, q0, q1, S, I)
        refresh(-1, 0.0, m, q0, q1, S, I)
        bad = I[FAULT] != 0
        full = False
        count = row >= counted
        for at in range(KEPT.size):
            standing[at] = I[KEPT[at]]
            if count:
                turns[COLUMNS[at] + standing[at]] += 1
        while not bad:
            k = soonest(S)
            t = S[k]
            over = not t < HORIZON
            while grid < GRID and (over or times[grid] <= t):
                if row < levels.shape[0]:
                    for at in range(GAUGES.size):
                        place = GAUGES[at]
                        drain = 0.0 if DRAINS[at] < 0 else S[DRAINS[at]]
                        levels[row, grid, at] = gauge_value(
                            S[place], S[place + 1], drain, times[grid] - S[place + 2])
                grid += 1
            if over:
                break
            if logs:
                for at in range(LADDERS):
                    before[at] = I[at]
            fire(k, t, m, q0, q1, S, I)
            moved = I[WORDS] != 0
            for at in range(WORDS + 1, WORDS + WORD_COUNT):
                moved = moved or I[at] != 0
            turned = count and moved
            if moved or QUIET[k] == 0:
                refresh(k, t, m, q0, q1, S, I)
            bad = I[FAULT] != 0
            if logs:
                full = logged[0] + LADDERS + 1 > room
                logs = not full
            if logs:
                if k > 0 and row < paths:
                    log_rows[logged[0]] = row
                    log_times[logged[0]] = t
                    log_what[logged[0]] = -1
                    log_values[logged[0]] = k
                    logged[0] += 1
                for at in range(LADDERS):
                    if I[at] != before[at] and (follow[at] != 0 or row < paths):
                        log_rows[logged[0]] = row
                        log_times[logged[0]] = t
                        log_what[logged[0]] = at
                        log_values[logged[0]] = I[at]
                        logged[0] += 1
            if turned:
                for at in range(KEPT.size):
                    rung = I[KEPT[at]]
                    if rung != standing[at]:
                        spot = grid * width + COLUMNS[at]
                        turns[spot + standing[at]] -= 1
                        turns[spot + rung] += 1
                        standing[at] = rung
            if k > 0:
                n += 1
                if t == last:
                    in_a_row += 1
                    bad = bad or in_a_row > 10000
                else:
                    last, in_a_row = t, 1
                word = bits_of(t + 0.0)
                for half in (word & MASK, word >> S32, U(CODES[k])):
                    h1 = stir(h1, P1, half)
                    h2 = (stir(h2, P2, half) + ONE) & MASK
        failed[row] = bad
        if not bad:
            finish(HORIZON, S, I, O)
            for at in range(O_.size):
                outputs[row, at] = O[at]
            for at in range(OUTCOMES, OUTCOMES + OUTCOME_COUNT):
                word = bits_of(O[at] + 0.0)
                if O[at] != O[at]:
                    word = U(0x7FF8000000000000)
                for half in (word & MASK, word >> S32):
                    h1 = stir(h1, P1, half)
                    h2 = (stir(h2, P2, half) + ONE) & MASK
            firings[row] = n
            sums[row, 0] = h1
            sums[row, 1] = h2
        if full:  # all but its moves is written down; it must run again for those
            logged[0] = begun
            return row
        row += 1
    S_[0] = 0.0  # the vectors live to the end: their pointers are not counted
    I_[0] = 0
    O_[0] = 0.0
    return row
"""
