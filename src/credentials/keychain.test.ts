import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Credentials } from '../model/credentials.js';
import { toEntry } from './entry.js';
import { type Keychain, openKeychain, readFromKeychain } from './keychain.js';
import { openCredentials } from './open-credentials.js';

// Where the keychain is, is said by the environment on Linux alone; what happens then is the same everywhere.
describe.skipIf(process.platform !== 'linux')('a keychain that gives no answer', () => {
  it.each([
    ['no session bus', 'unix:path=/nonexistent/bus'],
    ['an address that is none', 'nonsense'],
  ])('%s: says so, and names the other ways', async (_, address) => {
    await expect(openKeychain({ DBUS_SESSION_BUS_ADDRESS: address }).entries()).rejects.toMatchObject({
      kind: 'credential-source',
      message: expect.stringMatching(/cannot be read.*environment variables.*_FILE/),
    });
  });

  it('a silent one is given up, for all accounts at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyaudit-bus-'));
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.on('error', () => {}).resume();
    });
    await new Promise<void>((listening) => server.listen(join(folder, 'bus'), listening));
    const keychain = openKeychain({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}` }, 1_000);
    const needs = { needed: ['apiKey'], optional: [] } as const;
    const started = Date.now();
    const readings = ['a', 'b', 'c'].map((entry) =>
      openCredentials({ kind: 'keychain', entry }, 'binance', needs, {
        env: {},
        keychain,
        askPassword: null,
      }),
    );
    for (const reading of await Promise.allSettled(readings)) {
      expect(reading).toMatchObject({
        reason: { message: expect.stringMatching(/within 1 s.*environment/) },
      });
    }
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(connections).toBe(1);
    // The process that asked is gone, so the server has nobody left and can close.
    await new Promise((closed) => server.close(closed));
    rmSync(folder, { recursive: true });
  });
});

describe('what an entry gives', () => {
  /** A keychain with one entry for binance, with an API key. */
  const keychain: Keychain = {
    entries: async () =>
      new Map([['bot', toEntry('bot', 'the entry', { exchange: 'binance', apiKey: 'inventedApiKey' })]]),
  };

  it('does not print', async () => {
    expect(inspect(await keychain.entries(), { depth: 9 })).not.toContain('invented');
    const credentials: Credentials = await readFromKeychain(
      'bot',
      'binance',
      { needed: ['apiKey'], optional: ['privateKey'] },
      keychain,
    );
    expect(inspect(credentials)).not.toContain('invented');
    expect(credentials.apiKey?.reveal()).toBe('inventedApiKey');
  });
});
