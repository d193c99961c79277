import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type FileTools, readCredentialFile } from '../credential-file.js';
import { allFormats } from './index.js';

/** What a case's file holds, worked out by hand. */
interface Expected {
  readonly file: string;
  readonly environment?: FileTools['env'];
  readonly keys: readonly {
    readonly account: string;
    readonly exchange: string;
    readonly credentials: Readonly<Record<string, string>>;
  }[];
}

const root = new URL('../../../fixtures/credentials/', import.meta.url);

const cases = ['hummingbot', 'octobot'].flatMap((format) =>
  readdirSync(new URL(`${format}/`, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): [string, string] => [format, name]),
);

it('has cases of both', () => {
  expect(new Set(cases.map(([format]) => format)).size).toBe(2);
});

/** The files were made by other programs: see the README.md of each folder. */
it.each(cases)('%s/%s is decrypted', async (format, name) => {
  const folder = new URL(`${format}/${name}/`, root);
  const expected: Expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'));
  const path = fileURLToPath(new URL(expected.file, folder));
  // Of those that such a name is likely to be of.
  const likely = (await allFormats()).filter(({ isNamedLike }) => isNamedLike(path));
  const tools = { env: expected.environment ?? {}, askPassword: null };
  const read = await readCredentialFile({ path, shown: expected.file }, likely, tools);
  if (read === null) throw new Error('of no format');
  expect(read.format.id).toBe(format);
  const found = await Promise.all(
    read.keys.map(async ({ account, exchange, names, open }) => {
      const opened = Object.entries(await open(names)).map(([credential, secret]) => [
        credential,
        secret.reveal(),
      ]);
      return { account, exchange, credentials: Object.fromEntries(opened) };
    }),
  );
  expect(found).toEqual(expected.keys);
});

it.each(cases)('%s/%s needs no password to tell what is there', async (format, name) => {
  const folder = new URL(`${format}/${name}/`, root);
  const expected: Expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8'));
  const path = fileURLToPath(new URL(expected.file, folder));
  const tools = { env: {}, askPassword: null };
  const read = await readCredentialFile({ path, shown: 'it' }, await allFormats(), tools);
  expect(read?.keys.map(({ names }) => new Set(names))).toEqual(
    expected.keys.map(({ credentials }) => new Set(Object.keys(credentials))),
  );
});
