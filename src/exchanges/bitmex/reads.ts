import type { Read } from '../adapter.js';

const explorer = 'https://www.bitmex.com/api/explorer/';

function read(path: string, rest: Pick<Read, 'tells' | 'documentation'>): Read {
  return {
    method: 'GET',
    host: 'www.bitmex.com',
    path: `/api/v1/${path}`,
    ccxt: { api: 'private', path },
    needs: 'none: every key may read',
    // 120 requests a minute, for all calls of an account together.
    rate: { requests: 15, seconds: 60, per: 'key' },
    ...rest,
  };
}

export const apiKeys = read('apiKey', {
  tells: "permissions, address blocks, name and creation time of all of the account's keys",
  documentation: `${explorer}#/APIKey`,
});

export const user = read('user', {
  tells: 'whether a second factor is set up',
  documentation: `${explorer}#!/User/User_get`,
});

export const addresses = read('address', {
  tells: 'how many withdrawal addresses are saved, and since when',
  documentation: `${explorer}#!/Address/Address_get`,
});

export const addressConfig = read('addressConfig', {
  tells: 'whether withdrawals go to saved addresses only',
  documentation: `${explorer}#/AddressConfig`,
});
