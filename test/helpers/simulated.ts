import { onTestFinished } from 'vitest';
import type { OpenCredentials } from '../../src/exchanges/adapter.ts';
import { loadExchanges } from '../../src/exchanges/index.ts';
import type { CredentialName } from '../../src/model/credentials.ts';
import { type SimulatedAccount, startSimulator } from '../../src/simulator/server.ts';

/** An account at a simulated exchange, with its name in the configuration. */
export interface ConfiguredAccount extends Partial<SimulatedAccount> {
  readonly name: string;
  readonly exchange: string;
  readonly answers: SimulatedAccount['answers'];
  /** What the configuration says beside name, exchange, credentials and baseUrl. */
  readonly more?: string;
}

type Credential = readonly [name: CredentialName, text: string];

/** Simulated exchanges for the length of a test, and the configuration and environment that reach them. */
export async function simulated(accounts: readonly ConfiguredAccount[]) {
  const known = accounts.map((account) => ({ ...keyOf(account.name), ...account }));
  const simulator = await startSimulator({ accounts: known });
  onTestFinished(() => simulator.close());
  const exchanges = await loadExchanges(known.map(({ exchange }) => exchange));
  const credentialsOf = (account: (typeof known)[number]): readonly Credential[] => {
    const { credentials = ['apiKey', 'secret'] as const, namedBy = 'apiKey' } =
      exchanges.get(account.exchange) ?? {};
    const given =
      account.password === undefined ? credentials : new Set([...credentials, 'password' as const]);
    const texts: OpenCredentials = account;
    // The simulator knows an account by its API key, whatever the exchange calls what names one.
    const textOf = (name: CredentialName) =>
      name === namedBy ? account.apiKey : (texts[name] ?? `invented-${name}`);
    return [...given].map((name) => [name, textOf(name)]);
  };
  const config = known.map((account) => {
    const { name, exchange, more } = account;
    const names = credentialsOf(account).map(
      ([credential]) => `${credential}: ${variable(name, credential)}`,
    );
    return `  - name: ${name}\n    exchange: ${exchange}\n    baseUrl: ${simulator.url}\n    credentials: { env: { ${names.join(', ')} } }\n${more ?? ''}`;
  });
  const env = Object.fromEntries(
    known.flatMap((account) =>
      credentialsOf(account).map(([credential, text]) => [variable(account.name, credential), text]),
    ),
  );
  /** From now on an account has these answers. */
  const change = (name: string, answers: SimulatedAccount['answers']) => {
    const account = known.find((one) => one.name === name);
    if (account === undefined) throw new Error(`no account ${name}`);
    simulator.change(account.exchange, account.apiKey, answers);
  };
  return { url: simulator.url, config: `accounts:\n${config.join('')}`, env, change };
}

/** `bot` and `apiKey` give BOT_KEY; of the other credentials, their own names follow. */
function variable(account: string, credential: CredentialName): string {
  const what = credential === 'apiKey' ? 'KEY' : credential.toUpperCase();
  return `${account.toUpperCase().replaceAll('-', '_')}_${what}`;
}

function keyOf(name: string) {
  return {
    apiKey: `invented-key-of-${name}`,
    secret: Buffer.from(`invented secret of ${name}`).toString('base64'),
  };
}
