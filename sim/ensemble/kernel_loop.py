"""The loop of every kernel, which no model changes: text, as in `kernel_host`.

It is for one thread what `sim.path` is for one member: the next clock, the lowest
first; the receipt; notes on the days of the grid.
"""

from __future__ import annotations

__all__ = ["LOOP"]

LOOP = """
@njit("void(i8,i8,i8,i8,i8[::1],f8[::1])", **HOW)
def luck(q0, q1, s0, s1, members, found):
    for row in range(members.size):
        found[row] = first_uniform(q0, q1, s0, s1, 0, members[row])


@njit("i8(f8,f8[::1])", **INNER, **HOW)
def days_until(t, days):
    guess = np.int64(t * ((GRID - 1) / HORIZON))
    at = guess if guess < GRID else GRID
    while at < GRID and days[at] <= t:
        at += 1
    while at > 0 and days[at - 1] > t:
        at -= 1
    return at


@njit("u8(u8,u8,u8)", **INNER, **HOW)
def stir(h, prime, word):
    return ((h ^ word) * prime) & MASK


@njit("i8(i8,i8,i8[::1],i8,f8[::1],i8[::1],f8[:,::1],f8[:,::1],i8[::1],u4[:,::1],"
      "b1[::1],f8[::1],i8[::1],i8,f8[:,:,::1],i8[::1],i8,i8[::1],f8[::1],i8[::1],"
      "i8[::1],i8[::1])", **HOW)
def run(q0, q1, members, row, floats, whole, outputs, parameters, firings, sums,
        failed, times, turns, counted, levels, follow, paths, log_rows, log_times,
        log_what, log_values, logged):
    S_, I_ = np.empty(LUCK + 16 * STREAMS), np.empty(LUCK_HELD + STREAMS, np.int64)
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
        for at in range(STREAMS):
            I[LUCK_HELD + at] = -1
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
        watched = row < levels.shape[0]
        while not bad:
            k = soonest(S)
            t = S[k]
            over = not t < HORIZON
            while watched and (over or times[grid] <= t):
                for at in range(GAUGES.size):
                    place = GAUGES[at]
                    drain = 0.0 if DRAINS[at] < 0 else S[DRAINS[at]]
                    levels[row, grid, at] = gauge_value(
                        S[place], S[place + 1], drain, times[grid] - S[place + 2])
                grid += 1
                watched = grid < GRID
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
                column = days_until(t, times) * width
                for at in range(KEPT.size):
                    rung = I[KEPT[at]]
                    if rung != standing[at]:
                        spot = column + COLUMNS[at]
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
