import { AccountError } from '../model/account-error.js';
import type { CredentialName, Credentials } from '../model/credentials.js';
import type { KeyIdentity } from '../model/key-facts.js';
import type { Secret } from '../model/secret.js';
import type { ExchangeAdapter } from './adapter.js';
import { identifySecret } from './identity.js';

/** Of a key that is a secret alone nothing is shown: both its ends would be ends of the secret. */
export function identityOf(adapter: ExchangeAdapter, name: Secret): KeyIdentity {
  const identity = identifySecret(adapter.id, name);
  return isSecretAlone(adapter) ? { ...identity, masked: '…' } : identity;
}

/** Whether what names the key is all that it takes to use it. */
function isSecretAlone({
  namedBy = 'apiKey',
  credentials,
  optionalCredentials = [],
}: ExchangeAdapter): boolean {
  const secrets = [...credentials, ...optionalCredentials].filter((name) => !isPublic(name));
  return !isPublic(namedBy) && secrets.every((name) => name === namedBy);
}

/**
 * The credential that names the key in reports. No other stands in for it: its ends are shown.
 * @throws AccountError of kind `credential-source` where it is missing
 */
export function namingCredential({ namedBy = 'apiKey' }: ExchangeAdapter, credentials: Credentials): Secret {
  const credential = credentials[namedBy];
  if (credential === undefined) throw new AccountError('credential-source', `There is no ${namedBy}.`);
  return credential;
}

/** Whether a credential names an account rather than proving anything. */
export function isPublic(name: CredentialName): boolean {
  return name === 'walletAddress' || name === 'accountId' || name === 'uid' || name === 'login';
}
