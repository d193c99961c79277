import type { Remedies, Remedy } from '../../model/remedy.js';

/** A brand, as its remedies name it. */
export interface Place {
  readonly name: string;
  /** What to type into the browser. */
  readonly site: string;
  /** The page of the API keys, or the site's own where none is known. */
  readonly url: string;
  /** Whether the brand documents what its pages say. */
  readonly documented: boolean;
}

/**
 * The rights and the confirmation are in HitBTC's words (support.hitbtc.com, article 63000225027, "HitBTC API
 * Keys"); the way there, Save and the IP whitelist as bitsgap.com's help (article 9903897634716) has them. What
 * the pages of the brands say is not documented.
 */
export function remediesOf({ name, site, url, documented }: Place): Remedies {
  const general = `(general steps: ${name} documents no wording)`;
  const mark = documented ? '' : ` ${general}`;
  const open = `Type ${site} into the browser yourself, sign in, and open Settings (top right) → API.`;
  const save =
    'Press "Save", enter the 2FA code, and follow the link of the confirmation e-mail if one comes.';
  const remedy = (summary: string, ...steps: string[]): Remedy => ({ summary, steps: [open, ...steps], url });
  return {
    'disable-withdrawals': remedy(
      `Take the withdrawal right from the key${mark}.`,
      'At the key, untick "Withdraw cryptocurrencies".',
      save,
    ),
    'disable-transfers': remedy(
      `Take "Payment information" from the key unless it needs it ${general}.`,
      'At the key, untick "Payment information": it shows the wallet and makes deposit addresses, and what else ' +
        'it allows is not documented.',
      save,
    ),
    'restrict-ips': remedy(
      `Let the key work only from the addresses of the machine that uses it${mark}.`,
      'At the key, switch "IP Whitelist" on and enter the addresses.',
      save,
    ),
    'confirm-change': remedy(
      `If you did not make this change yourself, delete the key now ${general}.`,
      "Compare the key's rights and IP whitelist with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      `Nobody from ${name} support ever asks for a change of API settings: whoever called you was not from ${name}.`,
    ),
    'review-permission': remedy(
      `Look up what the right allows, and take it away unless the key needs it ${general}.`,
      'Find the right at the key, read what it allows, and untick it if in doubt.',
      save,
    ),
    'replace-key': remedy(
      `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one${mark}.`,
      'Look for the key, and see that its status is on.',
      'If it is gone, press "New API key", and give it only the rights it needs and an IP whitelist.',
      'If it is there, copy the API key again, whole. A secret key that is lost takes a new key.',
    ),
    'look-up-key': remedy(
      `Look up by hand what ${name} does not tell keyaudit${mark}.`,
      'At the key, compare its rights ("Order book, History, Trading balance", "Place/cancel orders", "Payment ' +
        'information", "Withdraw cryptocurrencies") and its IP whitelist with what it needs.',
    ),
  };
}
