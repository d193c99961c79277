import type { Remedies } from '../../model/remedy.js';

const url = 'https://upbit.com/mypage/open_api_management';
const open =
  'On a computer, type upbit.com into the browser yourself, sign in, and open 마이페이지 → Open API 관리 (My Page → Open API management).';
const remove = 'Click 삭제 (delete) at the key, and confirm with two-channel authentication (2채널 인증).';
const issue =
  'Tick only the rights that are needed, enter the addresses of the machine that uses the key, and click ' +
  'Open API Key 발급받기 (issue an Open API key).';
const general = '(general steps: Upbit documents no wording)';

/**
 * The way to the page and its buttons are Upbit's (docs.upbit.com/kr/docs/api-key, and the withdrawal lock from its
 * version of autumn 2026). Rights cannot be changed: a key is deleted, and another one issued.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: 'Replace the key by one without 출금하기 (withdraw): the rights of a key cannot be changed.',
    steps: [
      'In the app, open 더보기 → 인증/보안 → Open API 관리 → 활성, and switch on the 출금 안심차단 (withdrawal lock) of the key.',
      open,
      issue,
      'Give the new key to the program that needs it.',
      remove,
      'Look through the registered withdrawal addresses and remove those that you do not know.',
    ],
    url,
  },
  'disable-transfers': {
    summary:
      'Replace the key by one without 포켓관리 (manage pockets) and 자산이전 (transfer), unless it needs them: the rights of a key cannot be changed.',
    steps: [open, issue, 'Give the new key to the program that needs it.', remove],
    url,
  },
  'restrict-ips': {
    summary: 'Let the key work only from the addresses of the machine that uses it.',
    steps: [
      open,
      'Click 변경 (change) at the key.',
      'Leave only the addresses of the machine that uses it, up to 10.',
      'Confirm with two-channel authentication (2채널 인증).',
    ],
    url,
  },
  'confirm-change': {
    summary: 'If you did not make this change yourself, delete the key now.',
    steps: [
      open,
      "Compare the key's rights and 허용 IP 주소 (allowed IP addresses) with what you set up.",
      'If anything differs, click 삭제 (delete) at the key, sign out all other devices, and change the password.',
      'Look through the registered withdrawal addresses and remove those that you do not know.',
      'Nobody from Upbit support ever asks for a change of API settings: whoever called you was not from Upbit.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the right allows, and replace the key by one without it unless it needs it ${general}.`,
    steps: [open, 'Find the key and the right, and read what it allows.', issue, remove],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      'Look for the key. A key ends a year after it was issued, and cannot be extended.',
      'If it is gone or has ended, issue a new one with only the rights it needs and the addresses of its machine.',
      'If it is there, check its allowed IP addresses, and copy the access key again, whole. A secret key that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: 'Look up by hand what Upbit does not tell keyaudit.',
    steps: [open, 'Find the key, and compare its rights and allowed IP addresses with what it needs.'],
    url,
  },
};
