import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { findAccounts } from './accounts.ts';
import type { Io } from './io.ts';

const twoAccounts = 'accounts:\n  - { name: a, exchange: binance }\n\n  - { name: b, exchange: kraken }\n';

it.each<[string, string, string | null, unknown[]]>([
  [
    'in the working directory',
    'work/keyaudit.config.yaml',
    null,
    [
      { file: 'keyaudit.config.yaml', line: 2 },
      { file: 'keyaudit.config.yaml', line: 4 },
    ],
  ],
  [
    'in a folder below',
    'work/ops/keys.yaml',
    './ops/../ops/keys.yaml',
    [
      { file: 'ops/keys.yaml', line: 2 },
      { file: 'ops/keys.yaml', line: 4 },
    ],
  ],
  ['beside it', 'other/keys.yaml', '../other/keys.yaml', [null, null]],
  ["in the user's own folder", 'config/keyaudit/keyaudit.config.yaml', null, [null, null]],
])('says where accounts are declared by a file %s', async (_, path, named, places) => {
  const root = mkdtempSync(join(tmpdir(), 'keyaudit-'));
  for (const file of [path, 'work/README']) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), file === path ? twoAccounts : '');
  }
  const { accounts } = await findAccounts(
    named,
    ioIn(join(root, 'work'), { XDG_CONFIG_HOME: join(root, 'config') }),
  );
  expect(accounts.map(({ declaredAt }) => declaredAt)).toEqual(places);
});

function ioIn(cwd: string, env: Io['env']): Io {
  const stream = () => Object.assign(new PassThrough(), { isTTY: false });
  return {
    ...{ cwd, env, signal: new AbortController().signal },
    ...{ stdout: stream(), stderr: stream() },
  } as unknown as Io;
}
