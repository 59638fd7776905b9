/** The receipt code of a decided future, as `sim/classroom/codes.py` writes it. */

const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECKS = `${DIGITS}*~$=U`;
/** The first byte where people decided. */
const PEOPLE = 17;

/**
 * @param {string} sha256 of the scenario's texts @param {bigint} seed @param {number} member
 * @param {string} receipt @returns {string} such as `GM6SC-608H0-4HMAS-W9M`
 */
export function receiptCode(sha256, seed, member, receipt) {
  const bytes = [
    PEOPLE,
    ...bytesOf(sha256.slice(0, 6)),
    ...septets(seed),
    ...septets(BigInt(member)),
    ...bytesOf(receipt.slice(0, 10)),
  ];
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  const check = CHECKS[Number(number % 37n)];
  let digits = "";
  for (; number; number /= 32n) digits = DIGITS[Number(number % 32n)] + digits;
  return (digits + check).replace(/.{5}(?=.)/g, "$&-");
}

/** @param {string} hex @returns {number[]} */
function bytesOf(hex) {
  return Array.from({ length: hex.length / 2 }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16));
}

/** @param {bigint} number @returns {number[]} seven bits a byte, lowest first */
function septets(number) {
  const found = [];
  let left = number;
  for (; left > 0x7fn; left >>= 7n) found.push(Number(left & 0x7fn) | 0x80);
  return [...found, Number(left)];
}

/** @param {bigint} seed @returns {[number, number]} its words, low and high */
export function wordsOf(seed) {
  return [Number(seed & 0xffffffffn), Number(seed >> 32n)];
}

/** @param {number} low @param {number} high words of a seed @returns {bigint} */
export function seedOf(low, high) {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}
