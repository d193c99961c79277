import { type ExchangeAdapter, type Hazard, tellsNothing } from '../../exchanges/adapter.js';
import { loadExchanges } from '../../exchanges/index.js';
import { paragraph } from '../../reporters/table/layout.js';
import { type Io, widthOf } from '../io.js';

/** `keyaudit exchanges`: what the adapters themselves declare. */
export async function exchanges(format: 'table' | 'json', io: Io): Promise<void> {
  const all = [...(await loadExchanges()).values()];
  if (format === 'json') {
    io.stdout.write(`${JSON.stringify(all.map(declarations), null, 2)}\n`);
    return;
  }
  const width = widthOf(io.stdout, io.env);
  const silent = all.filter(tellsNothing);
  const telling = all.filter((adapter) => !silent.includes(adapter));
  const lines = [
    ...matrix(telling, width),
    ...telling.flatMap((adapter) => details(adapter, width)),
    ...withoutIntrospection(silent, width),
  ];
  io.stdout.write(`${lines.join('\n')}\n`);
}

function declarations({
  id,
  name,
  credentials,
  optionalCredentials = [],
  tells,
  note,
  reads,
  hazards,
}: ExchangeAdapter) {
  return {
    id,
    name,
    credentials,
    optionalCredentials,
    tells,
    ...(note !== undefined && { note }),
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
  ipList: 'IPs',
  created: 'made',
  modified: 'change',
  expires: 'ends',
  lastUsed: 'used',
  siblings: 'others',
  subAccounts: 'subs',
  safety: 'account',
} as const satisfies Record<keyof ExchangeAdapter['tells'], string>;

function matrix(all: readonly ExchangeAdapter[], width: number): readonly string[] {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const first = Math.max('exchange'.length, ...all.map(({ id }) => id.length));
  const row = (id: string, cell: (name: keyof typeof columns) => string) =>
    [
      id.padEnd(first),
      ...names.map((name) => cell(name).padEnd(Math.max(columns[name].length, 'some'.length))),
    ]
      .join(' ')
      .trimEnd();
  const rows = [
    row('exchange', (name) => columns[name]),
    ...all.map(({ id, tells }) => row(id, (name) => short[tells[name]])),
  ];
  const fits = rows.every((line) => line.length <= width);
  return [
    'What each exchange tells of a key:',
    '',
    ...(fits ? rows : all.flatMap((adapter) => told(adapter, first, width))),
    '',
    ...paragraph(width, { lead: '', text: legend }),
  ];
}

/** The same as a row, in words, where there is no room for columns. What is not named is not told. */
function told({ id, tells }: ExchangeAdapter, first: number, width: number): readonly string[] {
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const of = (answer: 'yes' | 'partly') =>
    names.filter((name) => tells[name] === answer).map((name) => columns[name]);
  const parts = [
    of('yes').join(', '),
    ...(of('partly').length > 0 ? [`some: ${of('partly').join(', ')}`] : []),
  ];
  const text = parts.filter((part) => part !== '').join('; ');
  return paragraph(width, { lead: `${id.padEnd(first)}  `, text });
}

const short = { yes: 'yes', partly: 'some', no: 'no' } as const;

const legend =
  'rights: what the key may do. IPs: the list of addresses it works from. made, change, ends, used: when. others: other keys of the same account. subs: the keys of sub-accounts, ' +
  'asked for with --depth sub-accounts. account: withdrawal addresses, second factor and the like. some: in some cases. What is not told is reported as unknown.';

function details(
  { name, id, credentials, optionalCredentials = [], reads, hazards }: ExchangeAdapter,
  width: number,
): readonly string[] {
  return [
    '',
    ...paragraph(width, {
      lead: '',
      text: `${name} (${id}): a key is made of ${credentials.join(', ')}${optional(optionalCredentials)}. What may be asked:`,
    }),
    ...reads.flatMap(({ method, host, path, needs, tells }) => [
      ...paragraph(width, { lead: '  ', text: `${method} https://${host}${path}` }),
      ...paragraph(width, { lead: '    needs: ', text: needs }),
      ...paragraph(width, { lead: '    tells: ', text: tells }),
    ]),
    ...hazards.flatMap((hazard) => hazardLines(hazard, width)),
  ];
}

/** What tells more where it is given. */
function optional(names: readonly string[]): string {
  return names.length === 0 ? '' : `; ${names.join(', ')} may be given beside`;
}

function hazardLines({ name, what, handling, how }: Hazard, width: number): readonly string[] {
  return [
    ...paragraph(width, { lead: '  ', text: `hazard ${name} (${handlings[handling]})` }),
    ...paragraph(width, { lead: '    ', text: what }),
    ...paragraph(width, { lead: '    ', text: how }),
  ];
}

/** One group for all of them: three lines are all there is to say of each. */
function withoutIntrospection(all: readonly ExchangeAdapter[], width: number): readonly string[] {
  const first = Math.max(...all.map(({ id }) => id.length));
  const gap = ' '.repeat(first + 2);
  return [
    '',
    ...paragraph(width, { lead: '', text: silence }),
    '',
    ...all.flatMap(({ id, name, credentials, reads, hazards }) => [
      ...paragraph(width, { lead: `${id.padEnd(first)}  `, text: `${name}: ${credentials.join(', ')}` }),
      ...reads.flatMap(({ method, host, path }) =>
        paragraph(width, { lead: gap, text: `${method} https://${host}${path}` }),
      ),
      ...hazards.flatMap(({ name: hazard, handling }) =>
        paragraph(width, { lead: gap, text: `hazard ${hazard} (${handlings[handling]})` }),
      ),
    ]),
  ];
}

const silence =
  'These tell nothing of a key. One call shows that the key works and may read; all else is unknown, and the report ' +
  'says where to look it up by hand. Each with what a key is made of, the call, and how it could hurt ' +
  '(--format json says more):';

const handlings = {
  avoided: 'avoided',
  inherent: 'comes with every call',
  asks: 'not run unless acceptHazards names it',
} as const satisfies Record<Hazard['handling'], string>;
