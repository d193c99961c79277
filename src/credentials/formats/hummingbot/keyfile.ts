import { createDecipheriv, pbkdf2, scrypt, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import pLimit from 'p-limit';
import * as z from 'zod';
import type { Secret } from '../../../model/secret.js';
import { credentialError } from '../../secret-text.js';

/** Hummingbot writes a million; ten times that take some seconds. */
const mostIterations = 10_000_000;

/** What eth-keyfile writes with scrypt (n = 262144, r = 8) takes exactly this much memory: 128·n·r. */
const mostScryptBytes = 256 * 1024 * 1024;

/** Twice what eth-keyfile writes (p = 1): n·r·p. */
const mostScryptWork = 2 ** 22;

const tooMuchWork = 'asks for more work than such a file can need';

const wholeNumber = z.int().positive();

/** 16 bytes that are the number's; hummingbot leaves out its zeros in front. */
const ivBytes = 16;

const hex = z
  .string()
  .regex(/^(0x)?([0-9a-f]{2})*$/i)
  .transform((text) => Buffer.from(text.replace(/^0x/i, ''), 'hex'));

/** Both functions give the same first bytes whatever the length: only what is used is derived. */
const length = z.int().min(32);

const derivation = z.discriminatedUnion('kdf', [
  z.object({
    kdf: z.literal('pbkdf2'),
    kdfparams: z.object({
      c: wholeNumber.max(mostIterations, tooMuchWork),
      dklen: length,
      prf: z.literal('hmac-sha256'),
      salt: hex,
    }),
  }),
  z.object({
    kdf: z.literal('scrypt'),
    kdfparams: z
      .object({
        n: wholeNumber.refine((n) => n > 1 && Number.isInteger(Math.log2(n))),
        r: wholeNumber,
        p: wholeNumber,
        dklen: length,
        salt: hex,
      })
      .refine(
        ({ n, r, p }) => 128 * r * Math.max(n, p) <= mostScryptBytes && n * r * p <= mostScryptWork,
        tooMuchWork,
      ),
  }),
]);

const encrypted = z.object({
  cipher: z.literal('aes-128-ctr'),
  cipherparams: z.object({ iv: hex.refine(({ length }) => length <= ivBytes) }),
  ciphertext: hex,
  mac: hex.refine(({ length }) => length === 32),
});

const keyfileSchema = z.object({ version: z.literal(3), crypto: z.intersection(encrypted, derivation) });

/** A text that a password encrypted, as Ethereum's wallets keep their keys. */
export type Keyfile = z.output<typeof keyfileSchema>['crypto'];

/**
 * Reads a version 3 keyfile (ethereum.org, Web3 secret storage definition), such as eth-keyfile writes.
 * @param place what messages call it
 * @throws AccountError of kind `credential-source` for what is none, or would take hours or gigabytes to open
 */
export function readKeyfile(json: string, place: string): Keyfile {
  const parsed = keyfileSchema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data.crypto;
  const [issue] = parsed.error.issues;
  // zod's own messages may repeat what is there.
  const problem = issue?.message === tooMuchWork ? tooMuchWork : 'is cut, damaged or of another kind';
  const field = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
  throw credentialError(`the encrypted text of ${place} ${problem}${field}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text; that it is no keyfile is all there is to say.
    return null;
  }
}

/** Node's pool has four threads; one is left for the files and names that other accounts wait for. */
const derivations = pLimit(Math.min(3, availableParallelism()));

/** Each may take a quarter of a gigabyte. */
const scryptDerivations = pLimit(1);

/**
 * What a keyfile holds; the caller overwrites it. null where the password is another, or the keyfile was changed.
 * The work is done beside the main thread.
 */
export async function decryptKeyfile(keyfile: Keyfile, password: Secret): Promise<Buffer | null> {
  const key = await derive(keyfile, password);
  const { ciphertext, mac, cipherparams } = keyfile;
  try {
    const expected = keccak_256(Buffer.concat([key.subarray(16, 32), ciphertext]));
    if (!timingSafeEqual(expected, mac)) return null;
    const iv = Buffer.concat([Buffer.alloc(ivBytes - cipherparams.iv.length), cipherparams.iv]);
    const decipher = createDecipheriv('aes-128-ctr', key.subarray(0, 16), iv);
    // A stream cipher gives all of it at once.
    return decipher.update(ciphertext);
  } finally {
    key.fill(0);
  }
}

async function derive({ kdf, kdfparams }: Keyfile, password: Secret): Promise<Buffer> {
  const bytes = Buffer.from(password.reveal());
  try {
    return await (kdf === 'pbkdf2'
      ? derivations(() => promisify(pbkdf2)(bytes, kdfparams.salt, kdfparams.c, 32, 'sha256'))
      : scryptDerivations(() => deriveByScrypt(bytes, kdfparams)));
  } finally {
    bytes.fill(0);
  }
}

type ScryptParameters = Extract<Keyfile, { readonly kdf: 'scrypt' }>['kdfparams'];

async function deriveByScrypt(password: Buffer, { n, r, p, salt }: ScryptParameters): Promise<Buffer> {
  const maxmem = 4 * mostScryptBytes;
  // RFC 7914 allows no such n, and OpenSSL computes none; the definition's own test vector has one.
  if (n >= 2 ** (16 * r)) {
    return Buffer.from(await scryptAsync(password, salt, { N: n, r, p, dkLen: 32, maxmem }));
  }
  return await new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N: n, r, p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
