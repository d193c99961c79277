import { AccountError } from '../../model/account-error.js';
import { type Fact, unknown } from '../../model/fact.js';
import type { Collected, ExchangeAdapter, ExchangeClient, Read } from '../adapter.js';
import { asObject, idText } from '../readers.js';
import { failuresOf } from './failures.js';
import { describeCallingKey, rightOf } from './normalize.js';
import { type Reads, readsAt } from './reads.js';
import { remediesOf } from './remedies.js';

interface Brand {
  /** ccxt's. */
  readonly id: string;
  readonly name: string;
  readonly site: string;
  readonly url: string;
  readonly documented: boolean;
}

export const hitbtc = adapterOf({
  id: 'hitbtc',
  name: 'HitBTC',
  site: 'hitbtc.com',
  url: 'https://hitbtc.com/settings/api-keys',
  documented: true,
});

export const bequant = adapterOf({
  id: 'bequant',
  name: 'Bequant',
  site: 'bequant.io',
  url: 'https://bequant.io',
  documented: false,
});

export const fmfwio = adapterOf({
  id: 'fmfwio',
  name: 'FMFW.io',
  site: 'fmfw.io',
  url: 'https://fmfw.io',
  documented: false,
});

/** Three brands run the same software: it lets a key read, or does not, and documents nothing more of it. */
function adapterOf(brand: Brand): ExchangeAdapter {
  const reads = readsAt(`api.${brand.site}`);
  return {
    id: brand.id,
    name: brand.name,
    credentials: ['apiKey', 'secret'],
    reads: [reads.apiKeys, reads.spotBalance, reads.walletBalance],
    hazards: [],
    tells: {
      permissions: 'partly',
      ipList: 'no',
      created: 'no',
      modified: 'no',
      expires: 'no',
      lastUsed: 'no',
      siblings: 'no',
      subAccounts: 'no',
      safety: 'no',
    },
    failures: failuresOf(brand.name),
    remedies: remediesOf(brand),
    failureCode: (body) => idText(asObject(asObject(body)?.error)?.code),
    collect: (client) => collect(client, brand.name, reads),
  };
}

async function collect(client: ExchangeClient, name: string, reads: Reads): Promise<Collected> {
  const listed = await answers(client, reads.apiKeys);
  try {
    const calling = describeCallingKey(name, await rightToRead(client, reads));
    return { calling, others: [], refused: [] };
  } catch (error) {
    if (!(error instanceof AccountError) || error.kind !== 'permission-refused' || !listed) throw error;
    const calling = describeCallingKey(name, unknown('refused', error.message));
    return { calling, others: [], refused: [error] };
  }
}

/** Whether a call about which nothing is documented is answered. What would meet the next call too is thrown. */
async function answers(client: ExchangeClient, read: Read): Promise<boolean> {
  try {
    await client.read(read);
    return true;
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    if (['permission-refused', 'unexpected-response', 'unreachable'].includes(error.kind)) return false;
    throw error;
  }
}

/** Each of two rights lets a key see balances; the second is asked about where the first is missing. */
async function rightToRead(client: ExchangeClient, reads: Reads): Promise<Fact<boolean>> {
  try {
    return rightOf(await client.read(reads.spotBalance));
  } catch (error) {
    if (!(error instanceof AccountError) || error.kind !== 'permission-refused') throw error;
    return rightOf(await client.read(reads.walletBalance));
  }
}
