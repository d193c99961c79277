import { describe, expect, it } from 'vitest';
import { AccountError } from '../../../model/account-error.js';
import { Secret } from '../../../model/secret.js';
import { decryptKeyfile, readKeyfile } from './keyfile.js';

/**
 * The published vectors: https://ethereum.org/developers/docs/data-structures-and-encoding/web3-secret-storage/
 * (the same in go-ethereum, accounts/keystore/testdata/v3_test_vector.json).
 */
const password = new Secret('testpassword');
const secret = '7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d';

const pbkdf2 = {
  cipher: 'aes-128-ctr',
  cipherparams: { iv: '6087dab2f9fdbbfaddc31a909735c1e6' },
  ciphertext: '5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46',
  kdf: 'pbkdf2',
  kdfparams: {
    c: 262144,
    dklen: 32,
    prf: 'hmac-sha256',
    salt: 'ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd',
  },
  mac: '517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2',
};

const scrypt = {
  cipher: 'aes-128-ctr',
  cipherparams: { iv: '83dbcc02d8ccb40e466191a123791e0e' },
  ciphertext: 'd172bf743a674da9cdad04534d56926ef8358534d458fffccd4e6ad2fbde479c',
  kdf: 'scrypt',
  kdfparams: {
    dklen: 32,
    n: 262144,
    r: 1,
    p: 8,
    salt: 'ab0c7876052600dd703518d6fc3fe8984592145b591fc8fb5c6d43190334ba19',
  },
  mac: '2103ac29920d71da29f15d75b4a16dbe95cfd7ff8faea1056c33131d846e3097',
};

const text = (crypto: unknown, version: unknown = 3) => JSON.stringify({ crypto, version });

async function decrypt(crypto: unknown, given = password): Promise<string | undefined> {
  return (await decryptKeyfile(readKeyfile(text(crypto), 'it'), given))?.toString('hex');
}

const altered = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);

describe('a keyfile', () => {
  it.each<[string, unknown]>([
    ['with PBKDF2', pbkdf2],
    ['with scrypt', scrypt],
    ['with hex after 0x', { ...pbkdf2, mac: `0x${pbkdf2.mac}`, ciphertext: `0x${pbkdf2.ciphertext}` }],
    ['with capital hex', { ...pbkdf2, mac: pbkdf2.mac.toUpperCase() }],
    // Of a longer derived key the first 32 bytes are the same (RFC 8018, 5.2), and no others are used.
    ['with a longer derived key', { ...pbkdf2, kdfparams: { ...pbkdf2.kdfparams, dklen: 64 } }],
  ])('%s is decrypted', { timeout: 120_000 }, async (_, crypto) => {
    expect(await decrypt(crypto)).toBe(secret);
  });

  it('is decrypted beside the main thread', async () => {
    let turns = 0;
    const turn = () => {
      turns += 1;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    await decrypt(pbkdf2);
    clearImmediate(next);
    // Done on it, the work would leave the loop a turn or two.
    expect(turns).toBeGreaterThan(10);
  });

  it.each<[string, unknown, Secret]>([
    ['another password', pbkdf2, new Secret('testpassworD')],
    ['another MAC', { ...pbkdf2, mac: altered(pbkdf2.mac) }, password],
    ['another ciphertext', { ...pbkdf2, ciphertext: altered(pbkdf2.ciphertext) }, password],
    ['another iteration count', { ...pbkdf2, kdfparams: { ...pbkdf2.kdfparams, c: 262143 } }, password],
    ['no ciphertext', { ...pbkdf2, ciphertext: '' }, password],
  ])('with %s gives nothing', async (_, crypto, given) => {
    expect(await decrypt(crypto, given)).toBeUndefined();
  });

  const withParameters = (crypto: typeof pbkdf2 | typeof scrypt, more: object) =>
    text({ ...crypto, kdfparams: { ...crypto.kdfparams, ...more } });

  it.each<[string, string]>([
    ['ten million iterations', withParameters(pbkdf2, { c: 10_000_000 })],
    ['what eth-keyfile writes with scrypt', withParameters(scrypt, { n: 262144, r: 8, p: 1 })],
    ['what go-ethereum writes for phones', withParameters(scrypt, { n: 4096, r: 8, p: 6 })],
  ])('may ask for %s', (_, json) => {
    expect(() => readKeyfile(json, 'it')).not.toThrow();
  });

  it.each<[string, string]>([
    ['more iterations', withParameters(pbkdf2, { c: 10_000_001 })],
    ['iterations beyond every number', withParameters(pbkdf2, { c: 1e300 })],
    ['more memory', withParameters(scrypt, { n: 524288, r: 8, p: 1 })],
    ['memory for many blocks', withParameters(scrypt, { n: 2, r: 8, p: 524288 })],
    ['many rounds', withParameters(scrypt, { n: 262144, r: 8, p: 3 })],
  ])('may not ask for %s', (_, json) => {
    expect(() => readKeyfile(json, 'it')).toThrow(/^the encrypted text of it .+ \(crypto\.kdfparams/);
  });

  it.each<[string, string]>([
    ['no iteration', withParameters(pbkdf2, { c: 0 })],
    ['iterations in words', withParameters(pbkdf2, { c: 'canary' })],
    ['a key too short for the MAC', withParameters(pbkdf2, { dklen: 31 })],
    ['another hash', withParameters(pbkdf2, { prf: 'hmac-canary' })],
    ['salt that is no hex', withParameters(pbkdf2, { salt: 'canary' })],
    ['salt cut in a byte', withParameters(pbkdf2, { salt: 'abc' })],
    ['n that is no power of two', withParameters(scrypt, { n: 262143 })],
    ['n of one', withParameters(scrypt, { n: 1 })],
    ['negative p', withParameters(scrypt, { p: -1 })],
    ['another function', text({ ...pbkdf2, kdf: 'canary' })],
    ['another cipher', text({ ...pbkdf2, cipher: 'canary-256' })],
    ['a longer vector', text({ ...pbkdf2, cipherparams: { iv: '00'.repeat(17) } })],
    ['a shorter MAC', text({ ...pbkdf2, mac: pbkdf2.mac.slice(2) })],
    ['no MAC', text({ ...pbkdf2, mac: undefined })],
    ['a list', text([pbkdf2])],
    ['another version', text(pbkdf2, 4)],
    ['a half-written file', text(pbkdf2).slice(0, 200)],
    ['nothing', ''],
    ['deep nesting', '['.repeat(50_000)],
  ])('with %s is refused, and not quoted', (_, json) => {
    const read = () => readKeyfile(json, 'it');
    expect(read).toThrow(AccountError);
    expect(read).toThrow(/^the encrypted text of it is cut, damaged or of another kind[^"]*\.$/);
    expect(read).not.toThrow(/canary/);
  });
});
