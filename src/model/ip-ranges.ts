import ipaddr from 'ipaddr.js';

/** Addresses from `first` to `last`, both within; 128 bits, IPv4 in its place of IPv6 (::ffff:0:0/96). */
export interface IpRange {
  readonly first: bigint;
  readonly last: bigint;
}

const v4Prefix = 96;

/**
 * The range that an entry of an IP list means: an address, a CIDR block, or two addresses with a hyphen between.
 * null for what is none of these, such as an address of which the exchange hides a part.
 */
export function rangeOf(entry: string): IpRange | null {
  const text = entry.trim();
  const [first = '', last, ...more] = text.split('-').map((part) => part.trim());
  if (last !== undefined) {
    const [from, to] = [addressOf(first), addressOf(last)];
    return more.length === 0 && from !== null && to !== null && from <= to ? { first: from, last: to } : null;
  }
  const [address = '', prefix, ...rest] = text.split('/');
  const number = addressOf(address);
  if (number === null || rest.length > 0) return null;
  if (prefix === undefined) return { first: number, last: number };
  const bits = prefixBits(prefix, address.includes(':'));
  if (bits === null) return null;
  const size = 1n << BigInt(128 - bits);
  const start = (number / size) * size;
  return { first: start, last: start + size - 1n };
}

/** How many addresses a range has. */
export function sizeOf({ first, last }: IpRange): bigint {
  return last - first + 1n;
}

function covers(outer: IpRange, inner: IpRange): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** Whether every address of a range is in one of a list. */
export function coveredBy(list: readonly IpRange[], range: IpRange): boolean {
  let next = range.first;
  for (const { first, last } of list.toSorted((one, other) => (one.first < other.first ? -1 : 1))) {
    if (first > next) break;
    if (last >= next) next = last + 1n;
    if (next > range.last) return true;
  }
  return next > range.last;
}

/** Ranges that no exchange sees a request come from: private, loopback, link-local, unspecified, documentation aside. */
const unroutable = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '0.0.0.0/32',
  '::/128',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
].flatMap((text) => rangeOf(text) ?? []);

/** Whether no request can come from any address of a range over the internet. */
export function isUnroutable(range: IpRange): boolean {
  return unroutable.some((one) => covers(one, range));
}

function addressOf(text: string): bigint | null {
  // Its parser also takes octal and shortened forms, which no exchange prints.
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text) && !/^[0-9a-f:]*:[0-9a-f:.]*$/i.test(text)) return null;
  if (!ipaddr.isValid(text)) return null;
  const parsed = ipaddr.parse(text);
  const address = parsed.kind() === 'ipv4' ? (parsed as ipaddr.IPv4).toIPv4MappedAddress() : parsed;
  return address.toByteArray().reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function prefixBits(text: string, isV6: boolean): number | null {
  const bits = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (isV6) return bits <= 128 ? bits : null;
  return bits <= 32 ? bits + v4Prefix : null;
}
