import type { Severity } from '../../model/severity.js';
import { UserError } from '../../model/user-error.js';
import { count } from '../../reporters/table/style.js';
import { readConfiguration } from '../accounts.js';
import type { Io } from '../io.js';

export interface ConfigOptions {
  readonly config?: string;
  readonly explain?: boolean;
  readonly failOn?: Severity;
}

/** `keyaudit config`: checks the file, and with --explain says what holds and where each value comes from. */
export async function config(options: ConfigOptions, io: Io): Promise<void> {
  const read = await readConfiguration(options.config ?? null, io);
  if (read === null) {
    throw new UserError('There is no configuration file.', '`keyaudit init` writes one.');
  }
  for (const notice of read.notices) io.stderr.write(`keyaudit: ${notice}\n`);
  const values = read.explained.map((value) =>
    value.path === 'policy.failOn' && options.failOn !== undefined
      ? { ...value, value: options.failOn, from: '--fail-on' }
      : value,
  );
  const lines =
    options.explain === true
      ? aligned(values.map(({ path, value, from }) => [`${path}: ${value}`, from]))
      : [
          `${read.file}: ${count(read.accounts.length, 'account')}, ${count(read.policy.waivers.length, 'waiver')}; nothing is wrong with it.`,
        ];
  io.stdout.write(`${lines.join('\n')}\n`);
}

function aligned(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}`);
}
