import { onTestFinished } from 'vitest';
import { type SimulatedAccount, startSimulator } from '../../src/simulator/server.ts';

/** An account at a simulated exchange, with its name in the configuration. */
export interface ConfiguredAccount extends Partial<SimulatedAccount> {
  readonly name: string;
  readonly exchange: string;
  readonly answers: SimulatedAccount['answers'];
  /** What the configuration says beside name, exchange, credentials and baseUrl. */
  readonly more?: string;
}

/** Simulated exchanges for the length of a test, and the configuration and environment that reach them. */
export async function simulated(accounts: readonly ConfiguredAccount[]) {
  const known = accounts.map((account) => ({ ...keyOf(account.name), ...account }));
  const simulator = await startSimulator({ accounts: known });
  onTestFinished(() => simulator.close());
  const variable = (name: string, what: string) => `${name.toUpperCase().replaceAll('-', '_')}_${what}`;
  const config = known.map(({ name, exchange, more, password }) => {
    const names = [`apiKey: ${variable(name, 'KEY')}`, `secret: ${variable(name, 'SECRET')}`];
    if (password !== undefined) names.push(`password: ${variable(name, 'PASSWORD')}`);
    return `  - name: ${name}\n    exchange: ${exchange}\n    baseUrl: ${simulator.url}\n    credentials: { env: { ${names.join(', ')} } }\n${more ?? ''}`;
  });
  const env = Object.fromEntries(
    known.flatMap(({ name, apiKey, secret, password }) => [
      [variable(name, 'KEY'), apiKey],
      [variable(name, 'SECRET'), secret],
      [variable(name, 'PASSWORD'), password ?? ''],
    ]),
  );
  return { url: simulator.url, config: `accounts:\n${config.join('')}`, env };
}

function keyOf(name: string) {
  return {
    apiKey: `invented-key-of-${name}`,
    secret: Buffer.from(`invented secret of ${name}`).toString('base64'),
  };
}
