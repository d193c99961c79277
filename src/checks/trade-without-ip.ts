import { defineCheck, fail, notApplicable, pass } from '../model/check.js';
import { quoted } from './words.js';

export const tradeWithoutIp = defineCheck({
  id: 'trade-without-ip',
  subject: 'key',
  title: 'Key can trade from any IP address',
  severity: 'high',
  severityRules: ['high', 'not asked where the key is not meant to trade: then `excess-permission` says so'],
  rationale:
    'The right to trade is enough to be robbed: whoever finds the key has your account buy from him, at his price, a ' +
    'coin that hardly anybody trades. It was done in 2018 and in 2022, with keys that could not withdraw.',
  remedy: 'restrict-ips',
  references: ['OWASP NHI2:2025', 'CWE-1220'],
  partOf: ['master-key-in-use', 'unlisted-key', 'withdrawal-enabled'],
  needs: ['permissions.trade', 'ipRestriction'],
  wants: ['grants'],
  judge: (needed, { grants }, { exchangeName, intent }) => {
    if (!needed['permissions.trade'] || needed.ipRestriction.restricted) return pass;
    if (intent?.allowed?.includes('trade') === false) return notApplicable;
    return fail(
      'high',
      `${exchangeName} lets the key trade${quoted(grants, 'trade')}, and sets no IP restriction on it.`,
    );
  },
});
