import type { Remedies } from '../../model/remedy.js';

const url = 'https://www.bithumb.com/react/api-support/management-api';
const open =
  'Type bithumb.com into the browser yourself, sign in, and open My page (마이페이지) → API management (API 관리).';
const general = '(general steps: Bithumb documents no wording)';
const again =
  "Delete the key, with the confirmation over a second channel that Bithumb asks for: a key's active items (API 활성 항목) " +
  'cannot be changed.';
const issue =
  'Issue another with only the active items it needs (balances 자산조회, orders 주문조회, trading 주문하기, ' +
  'withdrawals 출금하기) and the IP addresses of its machine, press "API Key 생성", and give it to the bot.';

/** The way there, the active items and what cannot be changed: apidocs.bithumb.com, quick start and "API 키 리스트 조회". */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: 'Replace the key by one without withdrawals (출금하기).',
    steps: [open, again, issue],
    url,
  },
  'disable-transfers': {
    summary: 'Replace the key by one with only the rights it needs: Bithumb names none for transfers.',
    steps: [open, again, issue],
    url,
  },
  'restrict-ips': {
    summary: `Register only the addresses of the machine that uses the key ${general}.`,
    steps: [
      open,
      "Compare the key's IP addresses with those of the machine that uses it.",
      'Take away all others, with the confirmation over a second channel. Up to 5 can be registered.',
    ],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's active items and IP addresses with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Nobody from Bithumb support ever asks for a change of API settings: whoever called you was not from Bithumb.',
    ],
    url,
  },
  'review-permission': {
    summary: 'Look up what the active item allows, and replace the key unless it needs it.',
    steps: [open, 'Find the active item at the key. If it is not needed, go on.', again, issue],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      'Look for the key. Each ends a year after it was issued, and must then be deleted and issued again.',
      'If it is gone, issue a new one with only the active items it needs and the IP addresses of its machine.',
      'If it is there, check its IP addresses, and copy the key again, whole. A secret key that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: 'Look up by hand what Bithumb does not tell keyaudit.',
    steps: [open, "Compare the key's active items (API 활성 항목) and IP addresses with what it needs."],
    url,
  },
};
