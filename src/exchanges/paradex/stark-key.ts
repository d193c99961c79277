/**
 * The public half of a Stark key: ccxt signs with such keys, but shows their public halves only where it derives the
 * key itself. The curve is y² = x³ + x + β over the field of p; its constants are StarkWare's ("STARK Curve" of the
 * StarkEx documentation).
 */
const p = 2n ** 251n + 17n * 2n ** 192n + 1n;
export const order = 0x800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2fn;
const generator = {
  x: 0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfcan,
  y: 0x5668060aa49730b7be4801df46ec62de53ecd11abe43a32873000c36e8dc1fn,
};

/** A point as X/Z² and Y/Z³, which needs no division on the way; Z is 0 for the point at infinity. */
interface Point {
  readonly x: bigint;
  readonly y: bigint;
  readonly z: bigint;
}

/** The x coordinate of the key times the generator, in hex. Throws for what is no private key of the curve. */
export function starkPublicKey(privateKey: bigint): string {
  if (privateKey <= 0n || privateKey >= order) throw new Error('not a Stark private key');
  const base: Point = { ...generator, z: 1n };
  let sum: Point = { x: 1n, y: 1n, z: 0n };
  for (const bit of privateKey.toString(2)) {
    sum = doubled(sum);
    if (bit === '1') sum = added(sum, base);
  }
  const inverse = inverted(sum.z);
  return `0x${mod(sum.x * inverse * inverse).toString(16)}`;
}

/** "dbl-2007-bl" of the Explicit-Formulas Database, for a = 1. */
function doubled({ x, y, z }: Point): Point {
  if (z === 0n) return { x, y, z };
  const xx = mod(x * x);
  const yy = mod(y * y);
  const yyyy = mod(yy * yy);
  const zz = mod(z * z);
  const s = mod(4n * x * yy);
  const m = mod(3n * xx + zz * zz);
  const newX = mod(m * m - 2n * s);
  return { x: newX, y: mod(m * (s - newX) - 8n * yyyy), z: mod(2n * y * z) };
}

/**
 * "madd" of the same: the second point has Z = 1. While a key below the order is multiplied, the two are never the
 * same point or each other's inverse, for which the formula does not hold.
 */
function added(a: Point, b: Point): Point {
  if (a.z === 0n) return b;
  const zz = mod(a.z * a.z);
  const h = mod(b.x * zz - a.x);
  const r = mod(b.y * zz * a.z - a.y);
  const hh = mod(h * h);
  const hhh = mod(h * hh);
  const v = mod(a.x * hh);
  const x = mod(r * r - hhh - 2n * v);
  return { x, y: mod(r * (v - x) - a.y * hhh), z: mod(a.z * h) };
}

function mod(value: bigint): bigint {
  const rest = value % p;
  return rest < 0n ? rest + p : rest;
}

/** By Euclid's algorithm. */
function inverted(value: bigint): bigint {
  let [a, b] = [value, p];
  let [x, y] = [1n, 0n];
  while (a > 1n) {
    const quotient = a / b;
    [a, b] = [b, a % b];
    [x, y] = [y, x - quotient * y];
  }
  return mod(x);
}
