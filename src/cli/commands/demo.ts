import { once } from 'node:events';
import type { Account } from '../../model/account.js';
import { defaultPolicy } from '../../model/policy.js';
import { Secret } from '../../model/secret.js';
import { UserError } from '../../model/user-error.js';
import { type DemoAccount, demoAccounts } from '../../simulator/demo.js';
import { type Simulator, startSimulator } from '../../simulator/server.js';
import { auditAndReport } from '../audit-and-report.js';
import { type ExitCode, exitCodes } from '../exit-code.js';
import type { Io } from '../io.js';
import type { ReportOptions } from '../report-output.js';

export interface DemoOptions extends ReportOptions {
  readonly exitCode?: boolean;
  readonly serve?: boolean;
  readonly port?: number;
}

/**
 * `keyaudit demo`: the audit that `scan` runs, over HTTP and signed by ccxt, of exchanges simulated on the
 * loopback address. Only the exchanges' answers are made up.
 */
export async function demo(options: DemoOptions, io: Io): Promise<ExitCode> {
  const simulator = await simulate(options.port ?? 0);
  try {
    if (options.serve === true) return await serve(simulator.url, io);
    const accounts = demoAccounts.map((account) => toAccount(account, simulator.url));
    const limits = { depth: 'account', timeoutMs: 10_000, concurrency: 8 } as const;
    const remark = (code: ExitCode) =>
      code === exitCodes.bug || options.exitCode === true
        ? ''
        : `These exchanges and keys are simulated.\nkeyaudit scan would have exited with ${code}.\n`;
    const code = await auditAndReport(
      accounts,
      defaultPolicy,
      { ...options, ...limits, debug: false, allowIncomplete: false, baseline: [], history: false, remark },
      io,
    );
    return code === exitCodes.bug || options.exitCode === true ? code : exitCodes.ok;
  } finally {
    await simulator.close();
  }
}

async function simulate(port: number): Promise<Simulator> {
  try {
    return await startSimulator({ accounts: demoAccounts, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used by this user';
    throw new UserError(`--port ${port} ${why}.`, 'Name another one, or leave it out.');
  }
}

function toAccount({ name, exchange, apiKey, secret, password }: DemoAccount, baseUrl: string): Account {
  return {
    name,
    exchange,
    credentials: async () => ({
      apiKey: new Secret(apiKey),
      secret: new Secret(secret),
      ...(password !== undefined && { password: new Secret(password) }),
    }),
    acceptHazards: [],
    proxy: null,
    baseUrl,
  };
}

/** Says how to reach the simulated exchanges, and serves them until interrupted: that is how it is meant to end. */
async function serve(url: string, io: Io): Promise<ExitCode> {
  io.stdout.write(`${servedConfiguration(url).join('\n')}\n`);
  if (!io.signal.aborted) await once(io.signal, 'abort');
  return exitCodes.ok;
}

function servedConfiguration(url: string): readonly string[] {
  const variable = (name: string, what: string) => `DEMO_${name.replaceAll('-', '_').toUpperCase()}_${what}`;
  return [
    `# Simulated exchanges at ${url}, until you press Ctrl-C. In another shell, set the variables:`,
    ...demoAccounts.flatMap(({ name, apiKey, secret, password }) => [
      `# export ${variable(name, 'APIKEY')}='${apiKey}' ${variable(name, 'SECRET')}='${secret}'` +
        (password === undefined ? '' : ` ${variable(name, 'PASSWORD')}='${password}'`),
    ]),
    '# Save the rest as keyaudit.config.yaml and run: keyaudit scan',
    'accounts:',
    ...demoAccounts.flatMap(({ name, exchange, password }) => {
      const names = [`apiKey: ${variable(name, 'APIKEY')}`, `secret: ${variable(name, 'SECRET')}`];
      if (password !== undefined) names.push(`password: ${variable(name, 'PASSWORD')}`);
      return [
        `  - name: ${name}`,
        `    exchange: ${exchange}`,
        `    credentials: { env: { ${names.join(', ')} } }`,
        `    baseUrl: ${url}`,
      ];
    }),
  ];
}
