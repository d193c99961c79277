import { defineCheck, fail, notApplicable, pass, unlessUntold } from '../model/check.js';

export const weakKeyType = defineCheck({
  id: 'weak-key-type',
  subject: 'key',
  title: 'Key signs with a secret that the exchange holds too',
  severity: 'info',
  severityRules: ['info', 'asked where the exchange offers keys of which it has the public half only'],
  rationale:
    'A shared secret can leak on either side, and it has been on the screen and in the clipboard. Of a key pair the ' +
    'private half never leaves your machine.',
  remedy: 'use-key-pair',
  references: ['OWASP NHI4:2025'],
  partOf: ['key-age'],
  needs: ['relation'],
  wants: ['keyType'],
  judge: ({ relation }, { keyType }, { exchangeName, offers }) => {
    if (offers.asymmetricKeys === null || relation !== 'calling') return notApplicable;
    if (!keyType.known) return unlessUntold(keyType, 'keyType');
    return keyType.value === 'asymmetric'
      ? pass
      : fail(
          'info',
          `${exchangeName} offers ${offers.asymmetricKeys} keys; this one is a shared secret (HMAC).`,
        );
  },
});
