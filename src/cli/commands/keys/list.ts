import type { Entry } from '../../../credentials/entry.js';
import { notifyEntry } from '../../../credentials/keychain.js';
import { loadExchanges } from '../../../exchanges/index.js';
import { identityOf, namingCredential } from '../../../exchanges/key-name.js';
import { AccountError } from '../../../model/account-error.js';
import { columns, shorten } from '../../../reporters/table/layout.js';
import { printable } from '../../../reporters/table/printable.js';
import { type Io, wantsUnicode, widthOf } from '../../io.js';
import { keychainEntries, shownName } from '../../keys/keychain.js';

/** A key of the keychain, as `--format json` has it. */
interface ListedKey {
  readonly name: string;
  readonly exchange: string;
  /** As reports show it; null where what the entry holds cannot be right, or keyaudit does not know its exchange. */
  readonly masked: string | null;
  readonly fingerprint: string | null;
  readonly addedAt: string | null;
}

/** `keyaudit keys list`: what the keychain holds; no secret is shown. Throws a UserError where there is no keychain. */
export async function listKeys(format: 'table' | 'json', io: Io): Promise<void> {
  const entries = [...(await keychainEntries(io))].sort(([a], [b]) => (a < b ? -1 : 1));
  const readable = entries.flatMap(([, entry]) => entry ?? []);
  const unreadable = entries.flatMap(([name, entry]) => (entry === null ? [name] : []));
  const keys: ListedKey[] = [];
  for (const entry of readable) keys.push(await toListed(entry, io));
  if (format === 'json') io.stdout.write(`${JSON.stringify({ keys, unreadable }, null, 2)}\n`);
  else if (keys.length > 0) io.stdout.write(`${table(keys, io).join('\n')}\n`);
  for (const name of unreadable) {
    io.stderr.write(
      `keyaudit: the keychain entry ${shownName(name)} is not as keyaudit stores them; no scan reads it.\n`,
    );
  }
  if (entries.length === 0)
    io.stderr.write('The keychain holds no key of keyaudit’s. `keyaudit keys add` stores one.\n');
}

async function toListed(entry: Entry, io: Io): Promise<ListedKey> {
  const { account: name, exchange, addedAt } = entry;
  const unnamed = { name, exchange, masked: null, fingerprint: null, addedAt };
  const adapter = (await loadExchanges([exchange])).get(exchange);
  // A secret of `notify` is for no exchange.
  if (exchange === notifyEntry) return unnamed;
  if (adapter === undefined) {
    io.stderr.write(`keyaudit: keyaudit does not know the exchange of the entry ${shownName(name)}.\n`);
    return unnamed;
  }
  try {
    const taken = [...adapter.credentials, ...(adapter.optionalCredentials ?? [])];
    const credentials = await entry.open(taken.filter((credential) => entry.names.includes(credential)));
    const { masked, fingerprint } = identityOf(adapter, namingCredential(adapter, credentials));
    return { name, exchange, masked, fingerprint, addedAt };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    io.stderr.write(`keyaudit: ${printable(error.message, 300, true)}\n`);
    return unnamed;
  }
}

function table(keys: readonly ListedKey[], io: Io): readonly string[] {
  const unicode = wantsUnicode(io.env, process.platform);
  const shown = (text: string) => printable(text, 100, unicode);
  const ellipsis = unicode ? '…' : '..';
  const rows = [
    ['NAME', 'EXCHANGE', 'KEY', 'FINGERPRINT', 'ADDED'] as const,
    ...keys.map(
      ({ name, exchange, masked, fingerprint, addedAt }) =>
        [
          shown(name),
          shorten(shown(exchange), 22, ellipsis),
          shown(masked ?? '?'),
          // Enough to tell keys apart; the whole of it is in the JSON.
          fingerprint === null ? '?' : shorten(fingerprint, 15 + ellipsis.length, ellipsis),
          addedAt?.slice(0, 10) ?? '?',
        ] as const,
    ),
  ];
  const widest = (column: 1 | 2 | 3) => Math.max(...rows.map((row) => columns(row[column])));
  const others = widest(1) + widest(2) + widest(3) + '2026-11-26'.length + 4 * 2;
  const longest = Math.max(...rows.map(([name]) => columns(name)));
  const room = Math.min(longest, Math.max(10, widthOf(io.stdout, io.env) - others));
  return rows.map(([name, exchange, key, fingerprint, added]) =>
    [
      padded(shorten(name, room, ellipsis), room),
      padded(exchange, widest(1)),
      padded(key, widest(2)),
      padded(fingerprint, widest(3)),
      added,
    ].join('  '),
  );
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}
