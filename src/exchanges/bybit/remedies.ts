import type { Remedies } from '../../model/remedy.js';

const edit = 'Click the pencil of the key, in the column "IP Address Added".';
const submit = 'Click "Submit" and enter the codes from e-mail and 2FA.';

/**
 * How a key is opened, "No IP restriction" and "Submit" are what bybit-exchange/docs, docs/faq.mdx quotes; the
 * rights' names those that its API pages use. What else the page says is documented nowhere. The sites of the regions have
 * the same pages at addresses of their own.
 * @param website what to type into the browser
 */
export function remediesAt(name: string, website: string): Remedies {
  const url = `https://www.${website}/app/user/api-management`;
  const regional = website === 'bybit.com' ? " (or the address of your region's Bybit)" : '';
  const open = `Type ${website}${regional} into the browser yourself, sign in, and open your account's "API Management".`;
  const general = `(general steps: ${name} documents no wording)`;
  return {
    'disable-withdrawals': {
      summary: `Take the withdrawal right from the key ${general}.`,
      steps: [open, edit, 'Untick "Withdrawal", and P2P and Bybit Pay unless the key needs them.', submit],
      url,
    },
    'disable-transfers': {
      summary: `Take the transfer rights from the key, unless it needs them ${general}.`,
      steps: [
        open,
        edit,
        'Untick "Account Transfer" and "Subaccount Transfer". They also let a key change its own rights and those of sub-accounts\' keys.',
        submit,
      ],
      url,
    },
    'restrict-ips': {
      summary: 'Let the key work only from the addresses of the machine that uses it.',
      steps: [
        open,
        edit,
        'In place of "No IP restriction", enter the addresses. The key then no longer ends after 90 days.',
        submit,
      ],
      url,
    },
    'confirm-change': {
      summary: `If you did not make this change yourself, delete the key now ${general}.`,
      steps: [
        open,
        "Compare the key's rights and IP addresses with what you set up.",
        'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
        `Open Assets → address book (https://www.${website}/user/assets/money-address) and remove withdrawal addresses that you do not know.`,
        `Nobody from ${name} support ever asks for a change of API settings: whoever called you was not from ${name}.`,
      ],
      url,
    },
    'review-permission': {
      summary: `Look up what the right allows, and take it away unless the key needs it ${general}.`,
      steps: [open, edit, 'Find the right, read what it allows, and untick it if in doubt.', submit],
      url,
    },
    'replace-key': {
      summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
      steps: [
        open,
        'Look for the key. Without IP addresses it ends after 90 days, and after a change of password within 7.',
        'If it is gone, create a new one with only the rights it needs and the addresses of its machine.',
        'If it is there, copy key and secret again, whole, and check that it belongs to this site, not to testnet, demo or another region.',
      ],
      url,
    },
    'look-up-key': {
      summary: `Look up by hand what ${name} does not tell keyaudit ${general}.`,
      steps: [open, edit, 'Compare its rights and addresses with what it needs.'],
      url,
    },
  };
}
