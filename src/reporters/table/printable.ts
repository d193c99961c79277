import type { Report } from '../../model/report.js';

/**
 * Characters that steer a terminal or deceive the eye: controls, bidirectional overrides, what has no width or
 * no meaning, line separators; and the fourth and further accents on one letter, which climb into other lines.
 */
const unprintable =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?<=\p{M}{3})\p{M}/gu;
const plainAscii = /^[ -~]*$/;
/** ASCII and the sign in every masked key. */
const plain = /^[ -~…]*$/;
const notAscii = /[^ -~]/gu;

/** Typographic characters that keyaudit itself uses, and what stands for them in ASCII. */
const substitutes: Readonly<Record<string, string>> = {
  '…': '..',
  '→': '->',
  '·': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
};

/** How much is shown of a text, in characters; of most it is more than an honest one has. */
const usualLimit = 200;
const limits: Readonly<Record<string, number | undefined>> = {
  detail: 1000,
  file: 4096,
  message: 1000,
  reason: 1000,
  steps: 1000,
  summary: 1000,
  url: 2000,
};

/**
 * The report with every text in it made fit for a terminal, whoever wrote it. All at once and before anything
 * is laid out, so that no field can be forgotten.
 * @param unicode whether anything but ASCII can be shown
 */
export function printableReport(report: Report, unicode: boolean): Report {
  /** Findings share their remediations, and nothing else as large: each of them once. */
  const remediations = new Map<unknown, unknown>();

  function walk(value: unknown, limit: number): unknown {
    if (typeof value === 'string') return printable(value, limit, unicode);
    if (typeof value !== 'object' || value === null) return value;
    return Array.isArray(value) ? cleanList(value, limit) : cleanObject(value);
  }

  function walkOnce(remediation: unknown): unknown {
    if (!remediations.has(remediation)) remediations.set(remediation, walk(remediation, usualLimit));
    return remediations.get(remediation);
  }

  /** Most texts are fit as they are: what holds no other is kept, and takes no memory twice. */
  function cleanList(list: readonly unknown[], limit: number): object {
    const clean = list.map((item) => walk(item, limit));
    return clean.every((item, at) => item === list[at]) ? list : clean;
  }

  function cleanObject(object: object): object {
    let clean: Record<string, unknown> | null = null;
    // Not by Object.entries: the lists that it makes take longer than all else.
    for (const name in object) {
      const item = object[name as keyof object] as unknown;
      const cleanItem = name === 'remediation' ? walkOnce(item) : walk(item, limits[name] ?? usualLimit);
      if (cleanItem === item) continue;
      clean ??= { ...object };
      clean[name] = cleanItem;
    }
    return clean ?? object;
  }

  // Texts become other texts and nothing else changes, so that the type stays true.
  return walk(report, usualLimit) as Report;
}

/** The text with characters that must not reach a terminal written out (`\x1b`, `\u202e`), and cut at the limit. */
export function printable(text: string, limit: number, unicode: boolean): string {
  if (text.length <= limit && (unicode ? plain : plainAscii).test(text)) return text;
  // Cut first: ten megabytes need not be searched for the part that is shown.
  const visible = text.slice(0, limit + 1).replace(unprintable, writtenOut);
  const shown = shortened(visible, limit);
  return unicode
    ? shown
    : shown.replace(notAscii, (character) => substitutes[character] ?? writtenOut(character));
}

/** The text, or as much of its beginning as fits before an ellipsis. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // The cut may go through a character: its first half goes, too.
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function writtenOut(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
