import type { Check } from '../model/check.js';
import { credentialsRefused } from './credentials-refused.js';
import { excessPermission } from './excess-permission.js';
import { expired } from './expired.js';
import { expiresSoon } from './expires-soon.js';
import { expiryRemoved } from './expiry-removed.js';
import { ipWidened } from './ip-widened.js';
import { keyAge } from './key-age.js';
import { keyAppeared } from './key-appeared.js';
import { keyDisabled } from './key-disabled.js';
import { keyVanished } from './key-vanished.js';
import { knownBecameUnknown } from './known-became-unknown.js';
import { liveKeyInTest } from './live-key-in-test.js';
import { manageEnabled } from './manage-enabled.js';
import { masterAccountKey } from './master-account-key.js';
import { masterKeyInUse } from './master-key-in-use.js';
import { missingPermission } from './missing-permission.js';
import { noExpiry } from './no-expiry.js';
import { permissionWidened } from './permission-widened.js';
import { plaintextSecret } from './plaintext-secret.js';
import { predatesBreach } from './predates-breach.js';
import { readableByOthers } from './readable-by-others.js';
import { recentlyModified } from './recently-modified.js';
import { secretInRepository } from './secret-in-repository.js';
import { sharedKey } from './shared-key.js';
import { testKey } from './test-key.js';
import { tradeWithoutIp } from './trade-without-ip.js';
import { transferEnabled } from './transfer-enabled.js';
import { unexpectedIp } from './unexpected-ip.js';
import { unknownWithdrawalAddress } from './unknown-withdrawal-address.js';
import { unlistedKey } from './unlisted-key.js';
import { unrecognizedPermission } from './unrecognized-permission.js';
import { unrestrictedIp } from './unrestricted-ip.js';
import { unusedKey } from './unused-key.js';
import { weakEncryption } from './weak-encryption.js';
import { weakKeyType } from './weak-key-type.js';
import { wideIpRange } from './wide-ip-range.js';
import { withdrawalEnabled } from './withdrawal-enabled.js';
import { withdrawalWhitelistOff } from './withdrawal-whitelist-off.js';

/** Every check, in the order in which equally grave findings are told. */
export const checks: readonly Check[] = [
  permissionWidened,
  ipWidened,
  keyAppeared,
  masterKeyInUse,
  withdrawalEnabled,
  secretInRepository,
  unlistedKey,
  expiryRemoved,
  recentlyModified,
  excessPermission,
  tradeWithoutIp,
  manageEnabled,
  unrestrictedIp,
  unexpectedIp,
  unknownWithdrawalAddress,
  withdrawalWhitelistOff,
  readableByOthers,
  liveKeyInTest,
  predatesBreach,
  transferEnabled,
  unrecognizedPermission,
  credentialsRefused,
  knownBecameUnknown,
  keyVanished,
  wideIpRange,
  weakEncryption,
  sharedKey,
  expired,
  expiresSoon,
  missingPermission,
  keyAge,
  unusedKey,
  keyDisabled,
  testKey,
  noExpiry,
  masterAccountKey,
  weakKeyType,
  plaintextSecret,
];
