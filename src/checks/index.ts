import type { Check } from '../model/check.js';
import { credentialsRefused } from './credentials-refused.js';
import { recentlyModified } from './recently-modified.js';
import { transferEnabled } from './transfer-enabled.js';
import { unrecognizedPermission } from './unrecognized-permission.js';
import { unrestrictedIp } from './unrestricted-ip.js';
import { withdrawalEnabled } from './withdrawal-enabled.js';

/** Every check, in the order in which equally grave findings are told. */
export const checks: readonly Check[] = [
  withdrawalEnabled,
  recentlyModified,
  unrestrictedIp,
  transferEnabled,
  unrecognizedPermission,
  credentialsRefused,
];
