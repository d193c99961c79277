import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

const version = 0x80;
/** Version, time, initialization vector; then the ciphertext, then the signature. */
const [timeBytes, ivBytes, signatureBytes] = [8, 16, 32];
const headBytes = 1 + timeBytes + ivBytes;

/**
 * What a Fernet token holds; the caller overwrites it. null for what is no token of this key. Its time is not
 * looked at: a key at rest does not expire.
 *
 * https://github.com/fernet/spec/blob/master/Spec.md
 * @param key 32 bytes in base64url: the first half signs, the second encrypts
 */
export function decryptFernet(token: string, key: string): Buffer | null {
  if (!/^[\w-]+={0,2}$/.test(token)) return null;
  const [bytes, keys] = [Buffer.from(token, 'base64url'), Buffer.from(key, 'base64url')];
  const signed = bytes.subarray(0, -signatureBytes);
  if (bytes[0] !== version || signed.length < headBytes) return null;
  const signature = createHmac('sha256', keys.subarray(0, 16)).update(signed).digest();
  if (!timingSafeEqual(signature, bytes.subarray(-signatureBytes))) return null;
  const iv = signed.subarray(1 + timeBytes, headBytes);
  const decipher = createDecipheriv('aes-128-cbc', keys.subarray(16), iv);
  const first = decipher.update(signed.subarray(headBytes));
  try {
    return joined(first, decipher.final());
  } catch {
    // The padding, or the length, is not right: whoever has the key did not follow the specification.
    return null;
  } finally {
    first.fill(0);
  }
}

/** Both parts in one buffer; the second is overwritten. */
function joined(first: Buffer, last: Buffer): Buffer {
  const whole = Buffer.concat([first, last]);
  last.fill(0);
  return whole;
}
