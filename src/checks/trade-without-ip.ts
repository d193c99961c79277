import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';
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
  needs: [],
  wants: ['permissions.trade', 'ipRestriction', 'grants'],
  judge: (_, { grants, ipRestriction, ...wanted }, { exchangeName, intent }) => {
    const trade = wanted['permissions.trade'];
    // Either alone settles it, whatever is not known of the other.
    if ((trade.known && !trade.value) || (ipRestriction.known && ipRestriction.value.restricted)) return pass;
    if (intent?.allowed?.includes('trade') === false) return notApplicable;
    if (!trade.known) return lacking('permissions.trade');
    if (!ipRestriction.known) return lacking('ipRestriction');
    return fail(
      'high',
      `${exchangeName} lets the key trade${quoted(grants, 'trade')}, and sets no IP restriction on it.`,
    );
  },
});
