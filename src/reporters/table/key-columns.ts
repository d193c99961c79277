import { type Permission, permissions } from '../../model/key-facts.js';
import type { KeyReport, Report } from '../../model/report.js';
import { ageCell, changeCell, changeWords, ipCell, permissionCell } from './cells.js';
import { columns, shorten } from './layout.js';
import type { Style } from './style.js';

export interface Column {
  /** One line or two. */
  readonly head: string;
  /** What its widest cell takes, in columns of the terminal. */
  readonly width: number;
  /** What it can be narrowed to. */
  readonly least: number;
  readonly cell: (key: KeyReport, width: number) => string;
}

/** A text of which only the middle may be shortened. */
interface Shrinkable {
  readonly before: string;
  readonly body: string;
  readonly after: string;
}

/** The narrowest that names of accounts and exchanges get; shorter ones could not be told apart. */
const leastName = { account: 10, exchange: 6, both: 14 };

type PermissionHeads = Readonly<Record<Permission, string>>;

const wholeHeads: PermissionHeads = {
  read: 'READ',
  trade: 'TRADE',
  transfer: 'TRANSFER',
  withdraw: 'WITHDRAW',
  manage: 'MANAGE',
};
/** The longest over two lines. */
const brokenHeads: PermissionHeads = { ...wholeHeads, transfer: 'TRANS-\nFER', withdraw: 'WITH-\nDRAW' };

/** Every word in full, for wide terminals. */
export function roomyColumns(style: Style, report: Report): readonly Column[] {
  return [
    ...nameColumns(style, report),
    ...permissionColumns(style, wholeHeads),
    plain('ALLOWED IPS', report, (key) => ipCell(style, key)),
    plain('AGE', report, (key) => ageCell(style, key, report.startedAt)),
    plain('LAST CHANGE', report, (key) => changeWords(style, key, report.startedAt)),
  ];
}

/** The same in less room, for terminals of 80 columns. */
export function compactColumns(style: Style, report: Report): readonly Column[] {
  return [
    ...nameColumns(style, report),
    ...permissionColumns(style, brokenHeads),
    plain('IPS', report, (key) => ipCell(style, key)),
    plain('AGE', report, (key) => ageCell(style, key, report.startedAt)),
    plain('LAST\nCHANGE', report, (key) => changeCell(style, key, report.startedAt)),
  ];
}

/** Two lines for each key, for terminals of less than 80 columns. */
export function stackedColumns(style: Style, report: Report): readonly Column[] {
  const exchangeAndKey = ({ exchange, masked }: KeyReport) => ({
    before: '',
    body: exchange,
    after: ` ${masked}`,
  });
  const first = shrinkable('ACCOUNT', report, leastName.both, style, accountText(style));
  const second = shrinkable('EXCHANGE, KEY', report, leastName.both, style, exchangeAndKey);
  return [
    {
      head: `${first.head}\n${second.head}`,
      width: Math.max(first.width, second.width),
      least: Math.max(first.least, second.least),
      cell: (key, width) => `${first.cell(key, width)}\n${second.cell(key, width)}`,
    },
    ...permissionColumns(style, brokenHeads),
    plain('IPS', report, (key) => ipCell(style, key)),
    plain('AGE\nCHANGE', report, (key) => {
      const { startedAt } = report;
      return `${ageCell(style, key, startedAt)}\n${changeCell(style, key, startedAt)}`;
    }),
  ];
}

function nameColumns(style: Style, report: Report): readonly Column[] {
  const exchange = (key: KeyReport) => ({ before: '', body: key.exchange, after: '' });
  return [
    shrinkable('ACCOUNT', report, leastName.account, style, accountText(style)),
    shrinkable('EXCHANGE', report, leastName.exchange, style, exchange),
    plain('KEY', report, ({ masked }) => masked),
  ];
}

/** The account's name; for a key found through the account's own, whose key it is, set off by a branch. */
function accountText({ signs }: Style): (key: KeyReport) => Shrinkable {
  return (key) => {
    const after = key.enabled === 'no' ? ' (off)' : '';
    if (key.relation === 'calling') return { before: '', body: key.account, after };
    const whose = key.relation === 'sub-account' ? (key.owner ?? 'sub') : (key.label ?? 'other key');
    return { before: signs.branch, body: whose, after };
  };
}

function permissionColumns(style: Style, heads: PermissionHeads): readonly Column[] {
  return permissions.map((permission) => {
    const head = heads[permission];
    const width = widest(head);
    const cell = (key: KeyReport) => permissionCell(style, permission, key.permissions[permission]);
    return { head, width, least: width, cell };
  });
}

/** A column whose cells are never shortened. */
function plain(head: string, report: Report, cell: (key: KeyReport) => string): Column {
  // Of many cells few differ, and to measure one that is painted takes long.
  const texts = new Set(report.keys.map(cell));
  const width = [...texts].reduce((most, text) => Math.max(most, widest(text)), widest(head));
  return { head, width, least: width, cell };
}

function shrinkable(
  head: string,
  report: Report,
  least: number,
  { signs }: Style,
  textOf: (key: KeyReport) => Shrinkable,
): Column {
  const widthOf = ({ before, body, after }: Shrinkable) => columns(before + body + after);
  const width = report.keys.reduce((most, key) => Math.max(most, widthOf(textOf(key))), widest(head));
  const cell = (key: KeyReport, room: number) => {
    const { before, body, after } = textOf(key);
    return before + shorten(body, room - columns(before + after), signs.ellipsis) + after;
  };
  return { head, width, least: Math.min(width, least), cell };
}

/** Columns taken by the longest line. */
function widest(text: string): number {
  return Math.max(...text.split('\n').map(columns));
}
