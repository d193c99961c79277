import type { CredentialName } from '../../../model/credentials.js';
import { exchangeIdOf } from '../../exchange-names.js';

/** What a field is called after its connector's name; bitget_secret_key is bitget's secret_key. */
type Fields = Readonly<Record<string, CredentialName>>;

/** Of exchanges with API keys. */
const apiKey: Fields = {
  api_key: 'apiKey',
  api_secret: 'secret',
  secret_key: 'secret',
  passphrase: 'password',
  uid: 'uid',
  user_id: 'uid',
};

/** Of exchanges where a wallet signs, hummingbot's words mean other things. */
const ofWallets: ReadonlyMap<string, Fields> = new Map([
  ['hyperliquid', { address: 'walletAddress', secret_key: 'privateKey' }],
  // By their prompts, "your Derive Wallet address" and "your wallet private key".
  ['derive', { api_key: 'walletAddress', api_secret: 'privateKey' }],
  // Beside it is the wallet's phrase (secret_phrase), which no exchange is asked with.
  ['dydx_v4', { chain_address: 'walletAddress' }],
  [
    'lighter',
    {
      l1_address: 'accountId',
      account_index: 'accountId',
      api_key_index: 'uid',
      api_private_key: 'privateKey',
    },
  ],
  ['pacifica', { user_wallet_public_key: 'walletAddress', agent_wallet_private_key: 'privateKey' }],
  ['grvt', { api_key: 'apiKey', private_key: 'privateKey', trading_account_id: 'accountId' }],
] satisfies [string, Fields][]);

/**
 * The credentials among a connector's fields; a later field of the same meaning is the more exact one.
 *
 * Names are those of hummingbot's connector/{exchange,derivative}/<connector>/<connector>_utils.py (2.16.0).
 */
export function credentialFields(
  connector: string,
  fields: ReadonlyMap<string, string>,
): ReadonlyMap<CredentialName, string> {
  const family = familyOf(connector);
  // bing_x writes bingx_api_key, backpack_perpetual backpack_api_key.
  const prefixes = [connector, family, connector.replaceAll('_', '')];
  const found = new Map<CredentialName, string>();
  for (const [suffix, name] of Object.entries(ofWallets.get(family) ?? apiKey)) {
    const field = prefixes.map((prefix) => `${prefix}_${suffix}`).find((each) => hasText(fields.get(each)));
    if (field !== undefined) found.set(name, field);
  }
  return found;
}

function hasText(text = ''): boolean {
  return text !== '' && text !== 'null';
}

/** A connector's name without what says that it is of one market or of the test network. */
function familyOf(connector: string): string {
  return connector.replace(/_testnet$/, '').replace(/_perpetual$/, '');
}

/** Sites of OKX: where the key was made (okx_registration_sub_domain), and ccxt's id of it. */
const okxSites: ReadonlyMap<string, string> = new Map([
  ['www', 'okx'],
  ['app', 'okxus'],
  ['my', 'myokx'],
]);

/** ccxt's id of a connector's exchange; a test network's connector keeps its own name, which is no id. */
export function exchangeOfConnector(connector: string, fields: ReadonlyMap<string, string>): string {
  const site = okxSites.get(fields.get('okx_registration_sub_domain') ?? '');
  return connector === 'okx' && site !== undefined ? site : exchangeIdOf(connector);
}
