/** Numbers, days and units as a reader should see them, as `sim/report/numbers.py` has it. */

const MINUS = "−";
const DASH = "–";
export const NOTHING = "–";
const MILLION = "100만 "; // a unit that names it is money
/** @type {[number, string][]} */
const STEPS = [
  [1e12, "조"],
  [1e8, "억"],
  [1e4, "만"],
];
const DAYS_PER = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 };

/**
 * Fill words in braces.
 * @param {string} text @param {Record<string, unknown>} [filled] @returns {string}
 */
export function fill(text, filled = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in filled ? String(filled[key]) : whole));
}

/** @param {number} value @returns {string} with commas between thousands */
export function grouped(value) {
  const [whole, part] = String(value).split(".");
  const told = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return part ? `${told}.${part}` : told;
}

/** @typedef {"en" | "ko"} Language */

/** @param {string} number @param {Language} language @returns {string} with its sign */
export function inPercent(number, language) {
  return language === "ko" ? `${number}%` : `${number} %`;
}

/** @param {string} first @param {string} second @param {Language} language @returns {string} a range */
export function ranged(first, second, language) {
  return `${first}${language === "ko" ? "~" : DASH}${second}`;
}

/** @param {number} share @param {Language} language @returns {string} in whole percent */
export function percent(share, language) {
  if (Number.isNaN(share)) return NOTHING;
  const whole = Math.round(share * 100);
  if (whole === 0 && share > 0) return inPercent("<1", language);
  if (whole === 100 && share < 1) return inPercent(">99", language);
  return inPercent(String(whole), language);
}

/** @param {number} value @param {number} [figures] @returns {string} no false decimals */
export function significant(value, figures = 2) {
  if (Number.isNaN(value)) return NOTHING;
  if (!Number.isFinite(value)) return `${value < 0 ? MINUS : ""}∞`;
  if (value === 0) return "0";
  const rounded = Number(value.toExponential(figures - 1));
  const text = Math.abs(rounded) >= 1e21 ? String(rounded) : plain(Math.abs(rounded));
  return (rounded < 0 ? MINUS : "") + grouped(/** @type {any} */ (text));
}

/** @param {number} value @returns {string} without an exponent */
export function plain(value) {
  const text = String(value);
  const found = /^(-?)(\d+)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (!found) return text;
  const [, sign, whole, part = "", places] = found;
  return `${sign}0.${"0".repeat(Number(places) - 1)}${whole}${part}`;
}

/** @param {number} value @returns {[number, number]} a count of people as a range; twice 0 */
function aroundPeople(value) {
  const count = Math.max(0, value);
  if (count < 0.5) return [0, 0];
  const step = 10 ** Math.max(1, Math.floor(Math.log10(Math.max(count, 10))));
  const low = Math.floor(count / step) * step;
  return [low, low + step];
}

/** @param {number} value @param {Language} language @returns {string} a count of people as a range */
export function aboutPeople(value, language) {
  const [low, high] = aroundPeople(value);
  return high ? ranged(grouped(low), grouped(high), language) : "0";
}

/** @param {number} low @param {number} high @param {Language} language @returns {string} people */
export function peopleBetween(low, high, language) {
  const first = grouped(aroundPeople(low)[0]);
  const last = grouped(aroundPeople(high)[1]);
  return first === last ? first : ranged(first, last, language);
}

/** @param {string} millions one number or more @returns {string} as Korean counts money */
export function moneyInKorean(millions) {
  return millions.replace(/\d[\d,]*(?:\.\d+)?/g, (found) => {
    let left = Math.round(Number(found.replace(/,/g, "")) * 1e6);
    let counted = "";
    for (const [size, word] of STEPS) {
      const many = Math.floor(left / size);
      left -= many * size;
      if (many) counted += `${many}${word}`;
    }
    return left || !counted ? `${counted}${left}` : counted;
  });
}

/** Says things of one scenario in one language. */
export class Speaker {
  /** @param {any} data of the page @param {"en" | "ko"} language */
  constructor(data, language) {
    this.data = data;
    this.language = language;
    this.texts = data.texts[language];
    this.words = data.words[language];
  }

  /** @param {string} key @param {Record<string, unknown>} [filled] @returns {string} */
  say(key, filled) {
    return fill(this.words[key] ?? key, filled);
  }

  /** @param {number} day of the run @returns {string} its date */
  date(day) {
    if (Number.isNaN(day)) return NOTHING;
    if (day === Infinity) return this.say("never");
    const start = Date.parse(`${this.data.start}T00:00:00Z`);
    const date = new Date(start + Math.floor(day) * 86400000);
    return Number.isNaN(date.getTime()) ? NOTHING : date.toISOString().slice(0, 10);
  }

  /** @param {number} share @returns {string} in whole percent */
  percent(share) {
    return percent(share, this.language);
  }

  /** @param {number} value @param {string} unit @returns {string} with its unit */
  amount(value, unit) {
    return this.withUnit(significant(value), unit);
  }

  /** @param {string} number @param {string} unit @returns {string} */
  withUnit(number, unit) {
    const told = this.texts.units[unit];
    if (!told) return number;
    if (this.language === "ko" && told[0].startsWith(MILLION) && /\d/.test(number)) {
      return `${moneyInKorean(number)} ${told[0].slice(MILLION.length)}`;
    }
    return fill(told[1], { number });
  }

  /** @param {number} value @param {string} unit @returns {string} people, as a range */
  people(value, unit) {
    return this.withUnit(aboutPeople(value, this.language), unit);
  }

  /** @param {number} at which parameter @param {number} value @returns {string} */
  parameter(at, value) {
    const parameter = this.data.parameters[at];
    if (parameter.words.length) return this.texts.words[at][Math.round(value)] ?? NOTHING;
    return this.quantity(parameter, significant(value / scaleOf(parameter), 3));
  }

  /** @param {any} unit of a parameter @param {string} number @returns {string} */
  quantity(unit, number) {
    const told = unit.share ? inPercent(number, this.language) : number;
    if (!unit.time) return told;
    if (unit.per) return this.say(`per ${unit.time}`, { number: told });
    return this.say(number === "1" ? unit.time : `${unit.time}s`, { number: told });
  }
}

/** @param {any} unit of a parameter @returns {number} what one of it is inside */
export function scaleOf(unit) {
  const days = unit.time ? DAYS_PER[/** @type {keyof typeof DAYS_PER} */ (unit.time)] : 1;
  return (unit.per ? 1 / days : days) * (unit.share ? 0.01 : 1);
}

/**
 * A number in an author's unit as days, per day or plain: just as the file would be read.
 * @param {any} unit of a parameter @param {number} number @returns {number}
 */
export function inside(unit, number) {
  const days = unit.time ? DAYS_PER[/** @type {keyof typeof DAYS_PER} */ (unit.time)] : 1;
  if (unit.time && !unit.per) return number * days;
  const value = unit.share ? number / 100 : number;
  return unit.per ? value / days : value;
}

/** @param {any} unit of a parameter @param {number} number @returns {string} for a file */
export function written(unit, number) {
  const told = plain(number);
  if (unit.time && !unit.per) return `${told} ${unit.time}s`;
  const share = unit.share ? `${told}%` : told;
  return unit.per ? `${share} per ${unit.time}` : share;
}
