import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';

/** OctoBot's public key: its first half signs, its second encrypts. */
const octobotKey = Buffer.from('uVEw_JJe7uiXepaU_DR4T-ThkjZlDn8Pzl8hYPIv7w0=', 'base64url');

/** A text as OctoBot writes it: a Fernet token. */
export function byOctobot(text: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', octobotKey.subarray(16), iv);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(1_767_225_600n);
  const signed = Buffer.concat([Buffer.of(0x80), time, iv, cipher.update(text), cipher.final()]);
  const signature = createHmac('sha256', octobotKey.subarray(0, 16)).update(signed).digest();
  const token = Buffer.concat([signed, signature]).toString('base64');
  return token.replaceAll('+', '-').replaceAll('/', '_');
}

/** A text as hummingbot writes it, with less work: hex of a keyfile's JSON. */
export function byHummingbot(text: string, password: string): string {
  const [salt, iv, c] = [randomBytes(16), randomBytes(16), 1000];
  const key = pbkdf2Sync(password, salt, c, 32, 'sha256');
  const ciphertext = createCipheriv('aes-128-ctr', key.subarray(0, 16), iv).update(text);
  const mac = Buffer.from(keccak_256(Buffer.concat([key.subarray(16), ciphertext])));
  const crypto = {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: iv.toString('hex') },
    ciphertext: ciphertext.toString('hex'),
    kdf: 'pbkdf2',
    kdfparams: { c, dklen: 32, prf: 'hmac-sha256', salt: salt.toString('hex') },
    mac: mac.toString('hex'),
  };
  return Buffer.from(JSON.stringify({ crypto, version: 3, alias: '' })).toString('hex');
}
