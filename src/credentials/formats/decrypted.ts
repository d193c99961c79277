import type { CredentialName } from '../../model/credentials.js';
import type { Secret } from '../../model/secret.js';
import { decodeText } from '../read-text.js';
import { toSecret } from '../secret-text.js';

/**
 * The credential in decrypted bytes, which are overwritten.
 * @param tidy what the bot does to the text before it uses it
 * @throws AccountError of kind `credential-source` for what can be none
 */
export function takeDecrypted(
  credential: CredentialName,
  bytes: Buffer,
  place: string,
  tidy: (text: string) => string = (text) => text,
): Secret {
  try {
    return toSecret(credential, tidy(decodeText(bytes, place)), place);
  } finally {
    bytes.fill(0);
  }
}
