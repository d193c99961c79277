import { count } from '../table/style.js';

/** A part of a report under one heading, which may have to be cut. */
export interface Section {
  readonly title: string;
  /** What its rows are, for the heading; empty where the title says it. */
  readonly noun: string;
  /** What matters most comes first: the end is cut. */
  readonly blocks: readonly Block[];
}

/** Rows, each of which can be left out, with what belongs to all of them. */
export interface Block {
  /** Before the rows. */
  readonly lead: string;
  readonly rows: readonly string[];
  /** After the rows. */
  readonly tail: string;
  /** What a row is counted as beside the noun, such as its severity; empty where it makes no difference. */
  readonly kind: string;
}

export interface Fitted {
  readonly text: string;
  /** How many rows there was no room for, and of which kinds: `Findings: 12 of 40 (10 low, 2 info)`; empty for none. */
  readonly cut: string;
}

/** What "… and 12345 more" takes, with the blank lines around it. */
const noteLength = 40;
/** Room that a section leaves to each that comes after it. */
const leftForOthers = 3000;

/** The sections in so many characters. Those that come first by `sections` have the room first. */
export function fitted(sections: readonly Section[], room: number): readonly Fitted[] {
  const lengths = sections.map((section) => Math.min(wholeLength(section), leftForOthers));
  let left = room;
  return sections.map((section, at) => {
    const kept = lengths.slice(at + 1).reduce((sum, length) => sum + length, 0);
    const part = fit(section, left - kept);
    left -= part.text.length;
    return part;
  });
}

function wholeLength(section: Section): number {
  return section.blocks.reduce((sum, block) => sum + blockLength(block), headingOf(section).length + 2);
}

/** With the number of rows, which stays true when rows are cut. */
function headingOf({ title, noun, blocks }: Section): string {
  return `### ${title} (${noun === '' ? countRows(blocks) : count(countRows(blocks), noun)})`;
}

function countRows(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { rows }) => sum + rows.length, 0);
}

function blockLength({ lead, rows, tail }: Block): number {
  return rows.reduce((sum, row) => sum + row.length + 1, lead.length + tail.length + 4);
}

function fit(section: Section, room: number): Fitted {
  const heading = headingOf(section);
  const parts: string[] = [`${heading}\n`];
  const cut: Block[] = [];
  let left = room - heading.length - 2;
  for (const block of section.blocks) {
    const shown = cut.length > 0 ? 0 : rowsThatFit(block, left);
    const part = shown === 0 ? '' : drawn(block, shown);
    left -= part.length + 1;
    if (part !== '') parts.push(part);
    if (shown < block.rows.length) cut.push({ ...block, rows: block.rows.slice(shown) });
  }
  return { text: `${parts.join('\n')}\n`, cut: counted(section, cut) };
}

/** How many rows of a block there is room for; none where not even its first fits with what belongs to it. */
function rowsThatFit(block: Block, room: number): number {
  if (blockLength(block) <= room) return block.rows.length;
  let left = room - block.lead.length - block.tail.length - 4 - noteLength;
  const beyond = block.rows.findIndex((row) => {
    left -= row.length + 1;
    return left < 0;
  });
  return beyond === -1 ? block.rows.length - 1 : beyond;
}

function drawn({ lead, rows, tail }: Block, shown: number): string {
  const more = rows.length - shown;
  return [
    ...(lead === '' ? [] : [lead]),
    ...rows.slice(0, shown),
    ...(more > 0 ? ['', `… and ${more} more`] : []),
    ...(tail === '' ? [] : ['', tail]),
    '',
  ].join('\n');
}

function counted({ title, blocks }: Section, cut: readonly Block[]): string {
  if (cut.length === 0) return '';
  const kinds = [...new Set(cut.map(({ kind }) => kind))].filter((kind) => kind !== '');
  const byKind = kinds.map((kind) => `${countRows(cut.filter((block) => block.kind === kind))} ${kind}`);
  const detail = byKind.length === 0 ? '' : ` (${byKind.join(', ')})`;
  return `${title}: ${countRows(cut)} of ${countRows(blocks)}${detail}`;
}
