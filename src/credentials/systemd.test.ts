import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { locate, withUnitCredentials } from './systemd.js';

describe('a path among a unit’s credentials', () => {
  const env = { CREDENTIALS_DIRECTORY: '/run/credentials/keyaudit $&.service', OTHER: '/other' };
  const source = (path: string) => ({ kind: 'directory', path, shown: path, files: {} }) as const;

  it.each([
    ['$CREDENTIALS_DIRECTORY', '/run/credentials/keyaudit $&.service'],
    ['$CREDENTIALS_DIRECTORY/bot', '/run/credentials/keyaudit $&.service/bot'],
    ['\u0024{CREDENTIALS_DIRECTORY}/bot', '/run/credentials/keyaudit $&.service/bot'],
    ['/keys/$CREDENTIALS_DIRECTORY', '/keys/$CREDENTIALS_DIRECTORY'],
    ['$CREDENTIALS_DIRECTORY_2', '$CREDENTIALS_DIRECTORY_2'],
    ['$OTHER/bot', '$OTHER/bot'],
  ])('%s', (path, expected) => {
    expect(locate(source(path), env)).toEqual({ ...source(path), path: expected });
    const file = { ...source(path), kind: 'file', format: null, account: null } as const;
    expect(locate(file, env)).toEqual({ ...file, path: expected });
    const age = { kind: 'age', path, shown: path, identity: { path, shown: path }, entry: 'bot' } as const;
    expect(locate(age, env)).toMatchObject({ path: expected, identity: { path: expected, shown: path } });
  });

  it('is an error outside a unit', () => {
    const path = '$CREDENTIALS_DIRECTORY/bot';
    const message = `${path} is in a unit's credentials, and $CREDENTIALS_DIRECTORY is not set: systemd sets it for units with LoadCredential=.`;
    expect(() => locate(source(path), {})).toThrow(message);
  });
});

describe('a unit’s credentials', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyaudit-unit-'));
  const told: string[] = [];
  const tell = (problem: string) => told.push(problem);

  it('are files of variables, unless the environment says otherwise', () => {
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const name of ['BINANCE_APIKEY', 'BINANCE_SECRET', 'OKX_APIKEY', 'kraken_apikey', 'note.txt']) {
      writeFileSync(join(folder, name), 'invented');
    }
    const env = { CREDENTIALS_DIRECTORY: folder, BINANCE_SECRET_FILE: '/elsewhere', OKX_APIKEY: 'own' };
    expect(withUnitCredentials(env, tell)).toEqual({
      CREDENTIALS_DIRECTORY: folder,
      BINANCE_APIKEY_FILE: join(folder, 'BINANCE_APIKEY'),
      BINANCE_SECRET_FILE: '/elsewhere',
      OKX_APIKEY: 'own',
    });
    expect(told).toEqual([]);
  });

  it('change nothing where there are none', () => {
    expect(withUnitCredentials({ PATH: '/bin' }, tell)).toEqual({ PATH: '/bin' });
    expect(told).toEqual([]);
  });

  it('are told of where they cannot be read', () => {
    const env = { CREDENTIALS_DIRECTORY: join(folder, 'none') };
    expect(withUnitCredentials(env, tell)).toEqual(env);
    expect(told).toEqual([
      '$CREDENTIALS_DIRECTORY cannot be read (ENOENT); what may be in it is not audited.',
    ]);
  });
});
