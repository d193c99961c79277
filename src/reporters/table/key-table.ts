import type { Report } from '../../model/report.js';
import { type Column, compactColumns, roomyColumns, stackedColumns } from './key-columns.js';
import { columns as columnsOf } from './layout.js';
import type { Style } from './style.js';

interface Layout {
  readonly columns: readonly Column[];
  /** Blanks between two columns. */
  readonly gap: number;
}

/** One row for each key, in the most generous layout that fits. */
export function keyTable(style: Style, report: Report): string {
  const { columns, gap } = layoutFor(style, report);
  const widths = narrowed(columns, style.width - gap * (columns.length - 1));
  const rows = report.keys.map((key) => columns.map(({ cell }, at) => cell(key, widths[at] ?? 0)));
  const head = columns.map((column) => style.chalk.bold(column.head));
  return [head, ...rows].flatMap((cells) => linesOf(cells, widths, gap)).join('\n');
}

function layoutFor(style: Style, report: Report): Layout {
  const roomy = { columns: roomyColumns(style, report), gap: 2 };
  if (total(roomy, 'width') <= style.width) return roomy;
  const compact = compactColumns(style, report);
  if (total({ columns: compact, gap: 2 }, 'width') <= style.width) return { columns: compact, gap: 2 };
  if (total({ columns: compact, gap: 1 }, 'least') <= style.width) return { columns: compact, gap: 1 };
  return { columns: stackedColumns(style, report), gap: 1 };
}

function total({ columns, gap }: Layout, measure: 'width' | 'least'): number {
  return columns.reduce((sum, column) => sum + column[measure], gap * (columns.length - 1));
}

/** Takes what is too much from the columns that can give, always from the widest of them. */
function narrowed(columns: readonly Column[], room: number): readonly number[] {
  const sizes = columns.map(({ width, least }) => ({ width, least }));
  for (let excess = sizes.reduce((sum, { width }) => sum + width, -room); excess > 0; excess -= 1) {
    const [widest] = sizes
      .filter(({ width, least }) => width > least)
      .toSorted((one, other) => other.width - one.width);
    if (widest === undefined) break;
    widest.width -= 1;
  }
  return sizes.map(({ width }) => width);
}

/** A row, without a frame: at 80 columns its lines would take the place of words. */
function linesOf(cells: readonly string[], widths: readonly number[], gap: number): readonly string[] {
  const parts = cells.map((cell) => cell.split('\n'));
  const height = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    parts
      .map((part, at) => padded(part[line] ?? '', widths[at] ?? 0))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}

/** The paint, which takes no room. */
const paint = /\u001b\[\d+m/g;

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columnsOf(text.replace(paint, ''))));
}
