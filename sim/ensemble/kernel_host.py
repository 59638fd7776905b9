"""The ground of every kernel: what numba needs, and functions that no model changes.

They are text, because a kernel is a file of its own: numba keeps what it has compiled
beside the file that it came from.
"""

from __future__ import annotations

__all__ = ["GROUND", "HOST"]

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
        is_day = one[0].type != number
        compare = builder.fcmp_ordered if is_day else builder.icmp_signed
        test = compare("<=", one[0], other[0])
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
            # the bits of days from 0 to inf are ordered as the days are
            bits = builder.bitcast(place, number.as_pointer())
            line.append((builder.load(bits), number(at)))
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
'''

GROUND = """
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
"""
