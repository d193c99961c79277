import { nameProblem } from '../config/account-schema.js';
import type { FoundAccount } from '../credentials/environment.js';
import { exchangeIds } from '../exchanges/index.js';
import { purposes } from '../model/purpose.js';
import { UserError } from '../model/user-error.js';
import { inEnvironment } from './accounts.js';
import type { Draft } from './config-text.js';
import type { Prompt } from './prompt.js';

/** Accounts that a configuration can have, and a sentence about each that it cannot. */
export function writable(found: readonly FoundAccount[]): {
  readonly kept: readonly FoundAccount[];
  readonly leftOut: readonly string[];
} {
  const problems = new Map(found.map((account) => [account, problemOf(account)]));
  return {
    kept: found.filter((account) => problems.get(account) === null),
    leftOut: found.flatMap((account) => {
      const problem = problems.get(account) ?? null;
      return problem === null ? [] : [`Left out ${JSON.stringify(account.name)}: ${problem}.`];
    }),
  };
}

function problemOf({ name, exchange }: FoundAccount): string | null {
  if (!exchangeIds.includes(exchange)) return 'keyaudit does not know its exchange';
  const problem = nameProblem(name);
  return problem === null ? null : `its name ${problem}`;
}

export function toDraft({ name, exchange, source }: FoundAccount): Draft {
  return { name, exchange, source, alternative: null, purpose: null, expected: null };
}

/**
 * The accounts of --account, `name=exchange` or `name=exchange:purpose`.
 * @throws UserError for one that is written otherwise, or is there twice
 */
export async function givenAccounts(texts: readonly string[]): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (const text of texts) {
    const draft = await parseAccount(text);
    if (drafts.some(({ name }) => name === draft.name)) {
      throw new UserError(`--account ${text}: another account has this name already.`, 'Names are unique.');
    }
    drafts.push(draft);
  }
  return drafts;
}

async function parseAccount(text: string): Promise<Draft> {
  const [, name = '', exchange = '', purpose] = /^([^=]+)=([a-z0-9]+)(?::([a-z]+))?$/.exec(text) ?? [];
  const known = purposes.find((each) => each === purpose) ?? null;
  if (!exchangeIds.includes(exchange) || (purpose !== undefined && known === null)) {
    throw new UserError(
      `--account ${text}: must be name=exchange or name=exchange:purpose.`,
      `Purposes: ${purposes.join(', ')}. \`keyaudit exchanges\` lists the exchanges.`,
    );
  }
  const problem = nameProblem(name);
  if (problem !== null) throw new UserError(`--account: the name of an account of ${exchange} ${problem}.`);
  return { ...(await inKeychain(name, exchange)), purpose: known };
}

/** An account whose key is in the keychain, or will be. */
async function inKeychain(name: string, exchange: string): Promise<Draft> {
  const { source: alternative } = await inEnvironment(exchange);
  return { ...toDraft({ name, exchange, source: { kind: 'keychain', entry: name } }), alternative };
}

/** What a person should know before the questions. */
export function introduction(output: string, found: readonly FoundAccount[]): string {
  return [
    `This writes ${output}. It asks for no secret. Ctrl-C ends it.`,
    '',
    'What a key may be for:',
    '  tracker   it reads, for a portfolio or taxes',
    '  bot       it reads and trades',
    '  treasury  it may withdraw',
    '',
    ...(found.length === 0 ? [] : ['In the keychain and the environment are:', ...found.map(foundLine), '']),
    '',
  ].join('\n');
}

function foundLine({ name, exchange, source }: FoundAccount): string {
  return `  ${name}${name === exchange ? '' : ` (${exchange})`}, in the ${source.kind === 'env' ? 'environment' : 'keychain'}`;
}

/** Asks what the accounts are for, and which others there are; at least one. */
export async function askedAccounts(
  found: readonly FoundAccount[],
  prompt: Prompt,
): Promise<readonly Draft[]> {
  const drafts: Draft[] = [];
  for (const account of found) {
    const purpose = await prompt.choose(`What is ${account.name} for`, purposes);
    drafts.push({ ...toDraft(account), purpose });
  }
  while (drafts.length === 0 || (await prompt.confirm('Another account'))) {
    const exchange = await prompt.pick(
      'Exchange, such as binance',
      exchangeIds,
      'There is no such exchange',
      '`keyaudit exchanges` lists them.',
    );
    const taken = drafts.map(({ name }) => name);
    const name = await askedName(exchange, taken, prompt);
    const purpose = await prompt.choose(`What is ${name} for`, purposes);
    drafts.push({ ...(await inKeychain(name, exchange)), purpose });
  }
  return drafts;
}

/** A name that no other account has; that of the exchange where Enter alone is pressed. */
async function askedName(exchange: string, taken: readonly string[], prompt: Prompt): Promise<string> {
  const usual = taken.includes(exchange) ? '' : exchange;
  const question =
    usual === '' ? 'Your name for the account' : `Your name for the account (Enter for ${usual})`;
  const answer = await prompt.text(question, (text) => {
    const name = text || usual;
    if (taken.includes(name)) return 'Another account has this name.';
    const problem = nameProblem(name);
    return problem === null ? null : `The name ${problem}.`;
  });
  return answer || usual;
}
