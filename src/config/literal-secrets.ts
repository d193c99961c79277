import { isMapping } from './mapping.js';
import type { Path, Problem } from './problem.js';

/** What people call a secret, in small letters and without separators. */
const secretWords: ReadonlySet<string> = new Set([
  'key',
  'apikey',
  'accesskey',
  'secret',
  'secretkey',
  'apisecret',
  'privatekey',
  'password',
  'apipassword',
  'passwd',
  'pass',
  'passphrase',
  'apipassphrase',
  'token',
  'accesstoken',
  'apitoken',
  'mnemonic',
]);

const keepOut =
  'keep secrets out of this file; name the place where each is instead (an environment variable, the keychain, a file)';

/** Finds values that look like a secret itself where only the name of its place belongs; they are never repeated. */
export function findLiteralSecrets(data: unknown): Problem[] {
  const problems: Problem[] = [];
  // YAML's anchors can make a value its own part.
  const visited = new Set<unknown>();
  const visit = (value: unknown, path: Path): void => {
    if (typeof value === 'string' && (hasPassword(value) || isSecretAddress(value)))
      problems.push({ path, message: keepOut });
    if (typeof value !== 'object' || value === null || visited.has(value)) return;
    visited.add(value);
    for (const [step, inner] of entriesOf(value)) {
      const here = [...path, step];
      if (isSecret(step, inner, path)) problems.push({ path: here, message: keepOut });
      else visit(inner, here);
    }
  };
  visit(data, []);
  return problems;
}

function entriesOf(value: object): [string | number, unknown][] {
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  return isMapping(value) ? Object.entries(value) : [];
}

/** Where the same words are followed by the name of a secret's place, which the schema looks at. */
const places: ReadonlySet<unknown> = new Set(['env', 'op', 'files']);

function isSecret(step: string | number, value: unknown, parent: Path): boolean {
  if (typeof step === 'number' || places.has(parent.at(-1))) return false;
  const isText = value !== null && value !== '' && typeof value !== 'object';
  return isText && !isFingerprint(value) && secretWords.has(step.toLowerCase().replace(/[^a-z]/g, ''));
}

/** What reports call a key: it gives nothing away. */
function isFingerprint(value: unknown): boolean {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value);
}

/** An address such as `smtp://user:password@host`. */
function hasPassword(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*:[^/?#]*@/i.test(text);
}

/** An address that is itself what lets its holder write: a webhook of Slack's or Discord's, a bot of Telegram's. */
function isSecretAddress(text: string): boolean {
  return /^https?:\/\/(hooks\.slack(-gov)?\.com\/|([a-z]+\.)?discord(app)?\.com\/api\/(v\d+\/)?webhooks\/|api\.telegram\.org\/bot)/i.test(
    text,
  );
}
