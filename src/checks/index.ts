import type { Check } from '../model/check.js';
import { credentialsRefused } from './credentials-refused.js';
import { masterKeyInUse } from './master-key-in-use.js';
import { recentlyModified } from './recently-modified.js';
import { transferEnabled } from './transfer-enabled.js';
import { unknownWithdrawalAddress } from './unknown-withdrawal-address.js';
import { unrecognizedPermission } from './unrecognized-permission.js';
import { unrestrictedIp } from './unrestricted-ip.js';
import { withdrawalEnabled } from './withdrawal-enabled.js';
import { withdrawalWhitelistOff } from './withdrawal-whitelist-off.js';

/** Every check, in the order in which equally grave findings are told. */
export const checks: readonly Check[] = [
  masterKeyInUse,
  withdrawalEnabled,
  recentlyModified,
  unrestrictedIp,
  unknownWithdrawalAddress,
  withdrawalWhitelistOff,
  transferEnabled,
  unrecognizedPermission,
  credentialsRefused,
];
