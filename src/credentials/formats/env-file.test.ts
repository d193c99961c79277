import { describe, expect, it } from 'vitest';
import { AccountError } from '../../model/account-error.js';
import { envFile } from './env-file.js';
import type { CredentialFile } from './format.js';

const fileOf = (text: string): CredentialFile => ({
  path: '/home/somebody/.env',
  shown: '.env',
  text,
  env: {},
  readBeside: async () => {
    throw new Error('nothing beside is read');
  },
  password: async () => {
    throw new Error('no password is asked for');
  },
});

/** Each key's account, exchange and credentials; null for a file of another kind. */
async function read(text: string) {
  const keys = await envFile.read(fileOf(text));
  if (keys === null) return null;
  return await Promise.all(
    keys.map(async ({ account, exchange, names, open }) => {
      const opened = Object.entries(await open(names)).map(([name, secret]) => [name, secret.reveal()]);
      return [account, exchange, Object.fromEntries(opened)];
    }),
  );
}

describe('an environment file', () => {
  it.each<[string, string]>([
    ['empty', ''],
    ['of another program', 'JWT_SECRET=CANARY\nGITHUB_TOKEN=CANARY\nDATABASE_URL=postgres://CANARY\n'],
    ['JSON', '{ "binance": { "apiKey": "CANARY", "secret": "CANARY" } }'],
    ['with empty variables', 'BINANCE_APIKEY=\nBINANCE_SECRET=\n'],
    ['with a secret alone', 'BINANCE_SECRET=CANARY\n'],
  ])('that is %s holds nothing of a bot', async (_, text) => {
    expect(await read(text)).toBeNull();
  });

  it.each<[string, string]>([
    ['samples', 'BINANCE_APIKEY=your-api-key\nBINANCE_SECRET=<secret>\n'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what another program would fill in.
    ['references', 'BINANCE_APIKEY=${KEY}\nBINANCE_SECRET=${SECRET}\n'],
  ])('with %s in the place of keys holds no key', async (_, text) => {
    expect(await read(text)).toEqual([]);
  });

  const binance = ['binance', 'binance', { apiKey: 'k', secret: 's' }];
  it.each<[string, string]>([
    ['as it is', 'BINANCE_APIKEY=k\nBINANCE_SECRET=s\n'],
    ['with CRLF', 'BINANCE_APIKEY=k\r\nBINANCE_SECRET=s\r\n'],
    ['with quotes, export and comments', '#\n export BINANCE_APIKEY = "k" # mine\nBINANCE_SECRET=\'s\'\n'],
    ['twice: the last wins', 'BINANCE_APIKEY=old\nBINANCE_APIKEY=k\nBINANCE_SECRET=s\n'],
    ['in two conventions', 'BINANCE_APIKEY=k\nBINANCE_SECRET=s\nBINANCE_API_KEY=k\nBINANCE_API_SECRET=s\n'],
    ['beside a hostile name', '__proto__=CANARY\nBINANCE_APIKEY=k\nBINANCE_SECRET=s\nconstructor=CANARY\n'],
  ])('is read %s', async (_, text) => {
    expect(await read(text)).toEqual([binance]);
  });

  it('with other values in two conventions has two keys', async () => {
    const text = 'BINANCE_APIKEY=k\nBINANCE_SECRET=s\nBINANCE_API_KEY=k2\nBINANCE_API_SECRET=s\n';
    expect(await read(text)).toEqual([binance, ['binance', 'binance', { apiKey: 'k2', secret: 's' }]]);
  });

  it('holds a PEM key on several lines, or on one', async () => {
    const pem = '-----BEGIN PRIVATE KEY-----\nInvented\n-----END PRIVATE KEY-----';
    const expected = [['coinbase', 'coinbase', { apiKey: 'k', secret: pem }]];
    const start = 'COINBASE_API_KEY=k\nCOINBASE_API_SECRET=';
    expect(await read(`${start}"${pem}"\n`)).toEqual(expected);
    expect(await read(`${start}"${pem.replaceAll('\n', '\\n')}"\n`)).toEqual(expected);
    expect(await read(`${start}${pem.replaceAll('\n', '\\n')}\n`)).toEqual(expected);
  });

  it('of an exchange that nobody knows is told as such', async () => {
    expect(await read('NOWHERE_APIKEY=k\nNOWHERE_SECRET=s\n')).toEqual([
      ['nowhere', 'nowhere', { apiKey: 'k', secret: 's' }],
    ]);
  });

  it('of freqtrade without the exchange leaves that open', async () => {
    const text = 'FREQTRADE__EXCHANGE__KEY=k\nFREQTRADE__EXCHANGE__SECRET=s\n';
    expect(await read(text)).toEqual([['freqtrade', null, { apiKey: 'k', secret: 's' }]]);
  });

  it('does not follow what names another file, and tells of the key', async () => {
    const text = 'BINANCE_APIKEY=k\nBINANCE_SECRET_FILE=/etc/hostname\n';
    const [key, ...others] = (await envFile.read(fileOf(text))) ?? [];
    expect([key?.exchange, key?.names, others]).toEqual(['binance', ['apiKey', 'secret'], []]);
    await expect(key?.open(['apiKey', 'secret'])).rejects.toMatchObject({
      kind: 'credential-source',
      message: expect.stringMatching(/^binance in \.env names a file for secret; it is not read/),
    });
  });

  it('that was cut inside quotes is said to be wrong', async () => {
    const failure: unknown = await read('BINANCE_APIKEY=k\nBINANCE_SECRET="CANARY').catch((error) => error);
    if (!(failure instanceof AccountError)) throw new Error('no AccountError');
    expect(failure.message).toBe('BINANCE_SECRET in .env has an opening quote and no closing one.');
  });
});

it.each<[string, boolean]>([
  ['/a/.env', true],
  ['/a/.env.local', true],
  ['/a/bot.env', true],
  ['/a/env', false],
  ['/a/environment.ts', false],
  ['/a/.envrc', false],
])('%s is named like one: %s', (path, named) => {
  expect(envFile.isNamedLike(path)).toBe(named);
});
