import type { Remedies } from '../../model/remedy.js';

const choose = 'Click on the key in the list.';

/**
 * The way there and what can be edited are in OKX's words (www.okx.com/help/api-faq, "How do I manage or edit
 * the API key?"). Names of buttons are not documented. Keys linked to a third-party app cannot be edited,
 * according to a trading tool's help pages.
 * @param website what to type into the browser
 */
export function remediesAt(name: string, website: string): Remedies {
  const url = `https://${website}/account/my-api`;
  const others = website === 'www.okx.com' ? ' (EEA: my.okx.com, US: app.okx.com)' : '';
  const open = `Type ${website} into the browser yourself${others}, sign in, and go to Profile → API.`;
  return {
    'disable-withdrawals': {
      summary: 'Take the withdrawal right from the key.',
      steps: [
        open,
        choose,
        'Edit its permissions (Read, Trade, Withdraw): take "Withdraw" away, and confirm.',
        'If the key cannot be edited, delete it and make a new one with only the rights it needs.',
      ],
      url,
    },
    'disable-transfers': {
      summary: 'Take Trade from the key unless it trades: at OKX transfers come with that right.',
      steps: [
        open,
        choose,
        'If nothing trades with the key, edit its permissions (Read, Trade, Withdraw): leave "Read" alone, ' +
          'and confirm.',
        'If it must trade, enter the IP addresses of the machine that uses it, and make it on a sub-account ' +
          'that holds only what it trades with.',
      ],
      url,
    },
    'restrict-ips': {
      summary: 'Let the key work only from the addresses of the machine that uses it.',
      steps: [
        open,
        choose,
        'Edit its linked IP addresses: enter up to 20, separated by commas, and confirm.',
        'If the key cannot be edited, delete it and make a new one with the addresses.',
      ],
      url,
    },
    'confirm-change': {
      summary: 'If you did not make this change yourself, delete the key now.',
      steps: [
        open,
        "Compare the key's permissions and linked IP addresses with what you set up.",
        'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
        `Nobody from ${name} support ever asks for a change of API settings: whoever called you was not from ${name}.`,
      ],
      url,
    },
    'review-permission': {
      summary: 'Look up what the new right allows, and take it away unless the key needs it.',
      steps: [open, choose, 'Find the permission, read what it allows, and take it away if in doubt.'],
      url,
    },
    'replace-key': {
      summary:
        'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
      steps: [
        open,
        'Look for the key, at the site that it was made at. If it is gone, create a new one with only the ' +
          'permissions it needs and an IP list.',
        'If it is there, check its linked IP addresses, and copy key, secret and passphrase again, whole. A ' +
          'passphrase that is lost takes a new key.',
      ],
      url,
    },
    'look-up-key': {
      summary: `Look up by hand what ${name} does not tell keyaudit.`,
      steps: [open, choose, 'Compare its permissions and linked IP addresses with what it needs.'],
      url,
    },
  };
}
