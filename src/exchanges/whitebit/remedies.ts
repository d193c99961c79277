import type { Remedies } from '../../model/remedy.js';
import { generalRemedies, type Site } from '../general-remedies.js';

const site: Site = {
  name: 'WhiteBIT',
  url: 'https://whitebit.com/settings/api',
  open: 'Type whitebit.com into the browser yourself, sign in, and open the account settings → API keys.',
};
const general = generalRemedies(site);

/**
 * Of the page, only what is on it is documented (docs.whitebit.com/private/http-auth; help.whitebit.com, articles
 * 9787172186397 and 27522776717469): a switch, endpoint access and trusted IPs of each key, confirmed with 2FA.
 */
export const remedies: Remedies = {
  ...general,
  'disable-withdrawals': {
    ...general['disable-withdrawals'],
    steps: [
      site.open,
      'At the key, open its endpoint access, and switch off the endpoints for withdrawals and for codes; confirm with 2FA.',
    ],
  },
  'disable-transfers': {
    ...general['disable-transfers'],
    steps: [
      site.open,
      'At the key, open its endpoint access, and switch off the endpoints for transfers; confirm with 2FA.',
    ],
  },
  'restrict-ips': {
    ...general['restrict-ips'],
    steps: [
      site.open,
      'At the key, switch on the IP restriction, and enter the addresses of the machine that uses it; confirm with 2FA.',
      'From then on, WhiteBIT switches the key off when another address uses it: run keyaudit on that machine alone.',
    ],
  },
};
