import type { ExchangeAdapter } from '../../exchanges/adapter.js';
import { exchanges as adapters } from '../../exchanges/index.js';
import type { Io } from '../io.js';

/** `keyaudit exchanges`: what the adapters themselves declare. */
export function exchanges(format: 'table' | 'json', io: Io): void {
  const all = [...adapters.values()];
  if (format === 'json') {
    io.stdout.write(`${JSON.stringify(all.map(declarations), null, 2)}\n`);
    return;
  }
  io.stdout.write(`${[...matrix(all), ...all.flatMap(details)].join('\n')}\n`);
}

function declarations({ id, name, credentials, tells, reads, hazards }: ExchangeAdapter) {
  return {
    id,
    name,
    credentials,
    tells,
    endpoints: reads.map(({ method, host, path, needs, tells: what, documentation }) => ({
      method,
      host,
      path,
      needs,
      tells: what,
      documentation,
    })),
    hazards: hazards.map(({ name: hazard, what, handling, how }) => ({ name: hazard, what, handling, how })),
  };
}

const columns = {
  permissions: 'rights',
  ipList: 'IP list',
  created: 'created',
  modified: 'changed',
  expires: 'expires',
  lastUsed: 'used',
  siblings: 'siblings',
  subAccounts: 'sub-keys',
} as const satisfies Record<keyof ExchangeAdapter['tells'], string>;

function matrix(all: readonly ExchangeAdapter[]): readonly string[] {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const first = Math.max('exchange'.length, ...all.map(({ id }) => id.length));
  const row = (id: string, cell: (name: keyof typeof columns) => string) =>
    [id.padEnd(first), ...names.map((name) => cell(name).padEnd(columns[name].length))].join(' ').trimEnd();
  return [
    'What each exchange tells of a key:',
    '',
    row('exchange', (name) => columns[name]),
    ...all.map(({ id, tells }) => row(id, (name) => tells[name])),
    '',
    'rights: what the key may do. siblings: other keys of the same account. sub-keys: the keys of',
    'sub-accounts, asked for with --depth sub-accounts. What is not told is reported as unknown.',
  ];
}

function details({ name, id, credentials, reads, hazards }: ExchangeAdapter): readonly string[] {
  return [
    '',
    `${name} (${id}); a key is made of ${credentials.join(', ')}`,
    ...reads.flatMap(({ method, host, path, needs, tells }) => [
      `  ${method} https://${host}${path}`,
      `    needs ${needs}; tells ${tells}`,
    ]),
    ...hazards.flatMap(({ name: hazard, what, handling, how }) => [
      `  hazard ${hazard} (${handling}): ${what}`,
      `    ${how}`,
    ]),
  ];
}
