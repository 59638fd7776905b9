/**
 * Many members of a scenario, counted while they run.
 *
 * Of each member only what a table or a picture needs is kept: counts on the days of the
 * grid, first days on rungs, whether claims hold, and the numbers that have a spread.
 */

/** @typedef {import("./member.js").Member} Member */

/** Room for numbers of as many members as come. */
class Columns {
  /** @param {number} wide */
  constructor(wide) {
    this.wide = wide;
    this.rows = 0;
    this.room = new Float64Array(wide * 128);
  }

  /** @param {Float64Array} from @param {number} first */
  add(from, first) {
    const at = this.rows * this.wide;
    if (at + this.wide > this.room.length) {
      const more = new Float64Array(this.room.length * 2);
      more.set(this.room);
      this.room = more;
    }
    for (let item = 0; item < this.wide; item++) this.room[at + item] = from[first + item];
    this.rows++;
  }

  /** @returns {Float64Array} every column, one after another */
  columns() {
    const { rows, wide, room } = this;
    const found = new Float64Array(rows * wide);
    for (let item = 0, at = 0; item < wide; item++) {
      for (let row = 0; row < rows; row++) found[at++] = room[row * wide + item];
    }
    return found;
  }
}

/** Runs members and counts. */
export class Crowd {
  /** @param {Member} member with its changes and its seed */
  constructor(member) {
    const { numbers } = member;
    const { grid, width, horizon, outputs, answers, outcomeCount } = numbers;
    this.member = member;
    this.count = 0;
    this.failed = 0;
    this.firings = 0;
    this.times = Float64Array.from({ length: grid }, (_, at) =>
      at === grid - 1 ? horizon : at * (horizon / (grid - 1)),
    );
    /** Changes of how many stand on each rung, by the step of the grid. */
    this.turns = new Int32Array((grid + 1) * width);
    /** How many first came to each rung, or a higher one, at each step of the grid. */
    this.passed = new Int32Array((grid + 1) * width);
    this.claims = answers.inner - answers.claims;
    this.holds = new Int32Array(this.claims);
    this.asked = new Int32Array(this.claims);
    this.outcomes = new Columns(outcomeCount);
    this.outcomesFrom = outputs.outcomes;
    this.sums = new Columns(answers.claims - answers.signed);
    this.standing = new Int32Array(numbers.kept.length);
    /** What a member adds to `turns`, to be left out if it fails: places and amounts. */
    this.noted = new Int32Array(1024 + 4 * numbers.kept.length);
  }

  /**
   * Run the members from `first` to below `last`, or until the time is up.
   * @param {number} first @param {number} last @param {number} [until] in milliseconds
   * @returns {number} the first that has not been run
   */
  add(first, last, until = Infinity) {
    let at = first;
    while (at < last && ((at - first) % 8 !== 0 || performance.now() < until)) {
      this.one(at);
      at++;
    }
    return at;
  }

  /** @param {number} m */
  one(m) {
    const { member, turns, standing, times } = this;
    const { kept, columns, grid, width, horizon } = member.numbers;
    const { I } = member;
    member.begin(m);
    let { noted } = this;
    let last = 0;
    for (let at = 0; at < kept.length; at++) {
      standing[at] = I[kept[at]];
      noted[last++] = columns[at] + standing[at];
      noted[last++] = 1;
    }
    let step = 0;
    while (!member.over) {
      while (step < grid && times[step] <= member.t) step++;
      member.fire();
      if (last + 4 * kept.length > noted.length) noted = this.widen();
      for (let at = 0; member.moved && at < kept.length; at++) {
        const rung = I[kept[at]];
        if (rung !== standing[at]) {
          const spot = step * width + columns[at];
          noted[last++] = spot + standing[at];
          noted[last++] = -1;
          noted[last++] = spot + rung;
          noted[last++] = 1;
          standing[at] = rung;
        }
      }
      member.next();
    }
    if (member.failed) {
      this.failed++;
      return;
    }
    for (let at = 0; at < last; at += 2) turns[noted[at]] += noted[at + 1];
    member.finish();
    this.note(horizon / (grid - 1));
  }

  /** Give notes twice the room. */
  widen() {
    const more = new Int32Array(this.noted.length * 2);
    more.set(this.noted);
    return (this.noted = more);
  }

  /** @param {number} pace days from one step of the grid to the next */
  note(pace) {
    const { member, passed, holds, asked } = this;
    const { outputs, answers, width, grid, higher } = member.numbers;
    const { O } = member;
    this.count++;
    this.firings += member.fired;
    let day = Infinity;
    for (let at = width - 1; at >= 0; at--) {
      const first = O[outputs.first_on + at];
      // of an ordered ladder, a higher rung counts for those below it
      day = higher[at] === 1 && day < first ? day : first;
      if (day < Infinity) {
        let step = Math.ceil(day / pace);
        if (step > 0 && this.times[step - 1] >= day) step--;
        else if (this.times[step] < day) step++;
        passed[Math.min(step, grid) * width + at]++;
      }
    }
    for (let at = 0; at < this.claims; at++) {
      const answer = O[answers.claims + at];
      if (answer >= 0) asked[at]++;
      if (answer > 0) holds[at]++;
    }
    this.outcomes.add(O, this.outcomesFrom);
    this.sums.add(O, answers.signed);
  }

  /** @returns {Int32Array} members on each rung at each time, times first */
  counts() {
    return summed(this.turns, this.times.length, this.member.numbers.width);
  }

  /** @returns {Int32Array} members that have come so high by each time */
  passages() {
    return summed(this.passed, this.times.length, this.member.numbers.width);
  }
}

/** @param {Int32Array} steps @param {number} times @param {number} width */
function summed(steps, times, width) {
  const whole = steps.slice(0, times * width);
  for (let at = width; at < whole.length; at++) whole[at] += whole[at - width];
  return whole;
}
