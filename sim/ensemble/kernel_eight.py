"""The part of every kernel that works out eight draws at once.

A draw by its address rests on no other draw. So the next eight of a stream are looked
up side by side, in the time of one or two: the processor does each operation in eight
lanes, and each lane comes to the bits that it would come to alone. `EIGHT` is text for
the same reason as `sim.ensemble.kernel_host`.
"""

from __future__ import annotations

__all__ = ["EIGHT", "KEEP"]

EIGHT = '''
DAYS = ir.VectorType(ir.DoubleType(), 8)
WORDS_OF = ir.VectorType(ir.IntType(64), 8)


class Eight:
    """Eight numbers, or eight bits, while code is made for them."""

    def __init__(self, builder, value):
        self.builder, self.value = builder, value

    def like(self, other):
        if isinstance(other, Eight):
            return other.value
        return ir.Constant(self.value.type, [other] * 8)

    def of(self, value):
        return Eight(self.builder, value)

    def __add__(self, other):
        return self.of(self.builder.fadd(self.value, self.like(other)))

    def __radd__(self, other):
        return self.of(self.builder.fadd(self.like(other), self.value))

    def __sub__(self, other):
        return self.of(self.builder.fsub(self.value, self.like(other)))

    def __rsub__(self, other):
        return self.of(self.builder.fsub(self.like(other), self.value))

    def __mul__(self, other):
        return self.of(self.builder.fmul(self.value, self.like(other)))

    def __rmul__(self, other):
        return self.of(self.builder.fmul(self.like(other), self.value))

    def __truediv__(self, other):
        return self.of(self.builder.fdiv(self.value, self.like(other)))

    def __rtruediv__(self, other):
        return self.of(self.builder.fdiv(self.like(other), self.value))

    def __neg__(self):
        return self.of(self.builder.fneg(self.value))

    def __lt__(self, other):
        return self.of(self.builder.fcmp_ordered("<", self.value, self.like(other)))

    def __le__(self, other):
        return self.of(self.builder.fcmp_ordered("<=", self.value, self.like(other)))

    def __gt__(self, other):
        return self.of(self.builder.fcmp_ordered(">", self.value, self.like(other)))

    def __ge__(self, other):
        return self.of(self.builder.fcmp_ordered(">=", self.value, self.like(other)))

    def __eq__(self, other):
        return self.of(self.builder.fcmp_ordered("==", self.value, self.like(other)))

    def __and__(self, other):
        return self.of(self.builder.and_(self.value, other.value))

    def words(self):
        return self.builder.bitcast(self.value, WORDS_OF)

    def by(self, name):
        kind = ir.FunctionType(DAYS, [DAYS])
        module = self.builder.module
        function = module.declare_intrinsic("llvm." + name + ".v8f64", [], kind)
        return self.of(self.builder.call(function, [self.value]))

    def store(self, vector, place):
        spot = self.builder.gep(vector, [place])
        spot = self.builder.bitcast(spot, DAYS.as_pointer())
        self.builder.store(self.value, spot, align=8)


def eight_words(number):
    return ir.Constant(WORDS_OF, [number] * 8)


def spread(builder, number, kind):
    none = ir.Constant(kind, [0] * 8)
    first = builder.insert_element(none, number, ir.IntType(32)(0))
    order = ir.Constant(ir.VectorType(ir.IntType(32), 8), [0] * 8)
    return builder.shuffle_vector(first, first, order)


def float_of_few(builder, words):
    """Give whole numbers below 2**52 as floats."""
    high = builder.or_(words, eight_words(0x4330000000000000))
    return Eight(builder, builder.bitcast(high, DAYS)) - 4503599627370496.0


def in_eights():
    """Give the logarithm and the lognormal quantile of eight numbers."""
    INF, NAN = math.inf, math.nan

    def where(test, one, other):
        known = one if isinstance(one, Eight) else other
        if not isinstance(known, Eight):
            known = Eight(test.builder, ir.Constant(DAYS, [0.0] * 8))
        sides = known.like(one), known.like(other)
        return test.of(test.builder.select(test.value, *sides))

    def normal(x):
        return where(x >= 2.2250738585072014e-308, x, x * 18014398509481984.0)

    def mantissa(x):
        bits = x.builder.and_(normal(x).words(), eight_words(0xFFFFFFFFFFFFF))
        bits = x.builder.or_(bits, eight_words(0x3FE0000000000000))
        return x.of(x.builder.bitcast(bits, DAYS))

    def exponent(x):
        bits = x.builder.lshr(normal(x).words(), eight_words(52))
        k = float_of_few(x.builder, bits) - 1022.0
        return where(x >= 2.2250738585072014e-308, k, k - 54.0)

    def sqrt(x):
        return x.by("sqrt")

    def floor(x):
        return x.by("floor")

    def scale(x, k):
        whole = x.builder.sub(
            (k + 6755399441055744.0).words(), eight_words(0x4338000000000000))
        half = x.builder.ashr(whole, eight_words(1))
        for part in (half, x.builder.sub(whole, half)):
            bits = x.builder.add(part, eight_words(1023))
            bits = x.builder.shl(bits, eight_words(52))
            x = x * x.of(x.builder.bitcast(bits, DAYS))
        return x

{forms}

    return log, lognormal_at


def philox(builder, q0, q1, s0, s1, n, m):
    """Look up draws `n` to ``n + 7``; give both uniforms of each."""
    low = ir.Constant(ir.IntType(64), 0xFFFFFFFF)
    def every(number):
        return spread(builder, number, WORDS_OF)
    def halves(one, factor):
        whole = builder.mul(one, eight_words(factor))
        return builder.lshr(whole, eight_words(32)), builder.and_(
            whole, eight_words(0xFFFFFFFF))
    count = ir.Constant(WORDS_OF, list(range(8)))
    c0, c1, c2, c3 = builder.add(every(n), count), every(s0), every(s1), every(m)
    for at in range(10):
        k0 = builder.and_(builder.add(q0, ir.IntType(64)(0x9E3779B9 * at)), low)
        k1 = builder.and_(builder.add(q1, ir.IntType(64)(0xBB67AE85 * at)), low)
        high0, low0 = halves(c0, 0xD2511F53)
        high1, low1 = halves(c2, 0xCD9E8D57)
        c0, c1 = builder.xor(builder.xor(high1, c1), every(k0)), low1
        c2, c3 = builder.xor(builder.xor(high0, c3), every(k1)), low0
    def unit(one, other):
        bits = builder.shl(builder.lshr(one, eight_words(6)), eight_words(26))
        bits = builder.or_(bits, builder.lshr(other, eight_words(6)))
        return (float_of_few(builder, bits) + 0.5) * 2.0 ** -52
    return unit(c0, c1), unit(c2, c3)


@intrinsic
def eight_uniforms(context, q0, q1, s0, s1, n, m, S, at):
    """Keep the first uniforms of eight draws, and behind them the second."""
    def made(context, builder, signature, values):
        builder.function.attributes.add("noinline")
        *address, vector, place = values
        first, second = philox(builder, *address)
        first.store(vector, place)
        second.store(vector, builder.add(place, ir.IntType(64)(8)))
        return context.get_dummy_value()
    return types.void(*[types.int64] * 6, S, types.int64), made


def in_place(made_of, *more):
    def made(context, builder, signature, values):
        vector, place, *numbers = values
        spot = builder.bitcast(builder.gep(vector, [place]), DAYS.as_pointer())
        u = Eight(builder, builder.load(spot, align=8))
        numbers = [u.of(spread(builder, number, DAYS)) for number in numbers]
        made_of(u, *numbers).store(vector, place)
        return context.get_dummy_value()
    return types.void(types.CPointer(types.float64), types.int64, *more), made


@intrinsic
def eight_thresholds(context, S, at):
    """Put thresholds in the place of eight first uniforms."""
    log, _ = in_eights()
    return in_place(lambda u: -log(u))


@intrinsic
def eight_lognormals(context, S, at, middle, slope):
    """Put days of a lognormal lag in the place of eight first uniforms."""
    _, lognormal_at = in_eights()
    return in_place(lognormal_at, types.float64, types.float64)
'''

KEEP = """
@njit("void(i8,i8,i8,i8,i8,CPointer(f8))", **INNER, **HOW)
def keep(q0, q1, stream, n, m, S):
    place = LUCK + 16 * stream
    eight_uniforms(q0, q1, STREAM_LOW[stream], STREAM_HIGH[stream], n, m, S, place)
    if stream < THRESHOLDS:
        eight_thresholds(S, place)
    elif stream < LAGS:
        eight_lognormals(S, place, LAG_MIDDLE[stream], LAG_SLOPE[stream])


@njit("void(i8,i8,i8,i8,i8,CPointer(f8),CPointer(i8))", **INNER, **HOW)
def hold(q0, q1, stream, n, m, S, I):
    if n >> 3 != I[LUCK_HELD + stream]:
        keep(q0, q1, stream, n >> 3 << 3, m, S)
        I[LUCK_HELD + stream] = n >> 3


@njit("f8(i8,i8,i8,i8,i8,CPointer(f8),CPointer(i8))", **INNER, **HOW)
def first_held(q0, q1, stream, n, m, S, I):
    hold(q0, q1, stream, n, m, S, I)
    return S[LUCK + 16 * stream + (n & 7)]


@njit("f8(i8,i8,i8,i8,i8,CPointer(f8),CPointer(i8))", **INNER, **HOW)
def second_held(q0, q1, stream, n, m, S, I):
    hold(q0, q1, stream, n, m, S, I)
    return S[LUCK + 16 * stream + 8 + (n & 7)]
"""
