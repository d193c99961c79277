import { describe, expect, it } from 'vitest';
import { AccountError } from '../../model/account-error.js';
import { jesse } from './jesse.js';

const header = 'Name,Exchange,API Key,API Secret,api_passphrase';

/** The accounts and exchanges of a table, or the message. */
async function read(...rows: readonly string[]) {
  try {
    const keys = await jesse.read({
      ...{ path: '/api-keys.csv', shown: 'api-keys.csv', text: [header, ...rows, ''].join('\n'), env: {} },
      readBeside: () => Promise.reject(new Error('there is none')),
      password: () => Promise.reject(new Error('there is none')),
    });
    return keys?.map(({ account, exchange }) => [account, exchange]);
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return error.message;
  }
}

const row = 'main,Bybit USDT Perpetual,inventedKeyCanary,inventedSecretCanary,';

describe('jesse’s table', () => {
  it.each<[string, string]>([
    ['without its name', 'Bybit USDT Perpetual,inventedKeyCanary,inventedSecretCanary,'],
    ['with a comma too many in it', 'main, the second,Bybit Spot,inventedKeyCanary,inventedSecretCanary,'],
  ])('with a row %s is refused: a key would stand where the exchange belongs', async (_, broken) => {
    const message = await read(row, broken);
    expect(message).toBe('api-keys.csv: row 2 has not as many values as there are columns.');
  });

  it('is read where its rows are whole', async () => {
    expect(await read(row, 'other,Bybit Spot,inventedKey,inventedSecret,')).toEqual([
      ['main', 'bybit'],
      ['other', 'bybit'],
    ]);
  });
});
