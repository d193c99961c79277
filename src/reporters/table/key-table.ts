import Table from 'cli-table3';
import type { KeyReport, Report } from '../../model/report.js';
import { type Column, compactColumns, roomyColumns, stackedColumns } from './key-columns.js';
import type { Style } from './style.js';

interface Layout {
  readonly columns: readonly Column[];
  /** Blanks between two columns. */
  readonly gap: number;
}

/** cli-table3 takes time that grows with the square of the rows of a table; of this many it is quick. */
const rowsAtOnce = 25;

/** No frame: at 80 columns its lines would take the place of words. */
const noFrame = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
};

/** One row for each key, in the most generous layout that fits. */
export function keyTable(style: Style, report: Report): string {
  const { columns, gap } = layoutFor(style, report);
  const widths = narrowed(columns, style.width - gap * (columns.length - 1));
  const rows = report.keys.map((key) => row(key, columns, widths));
  const head = columns.map((column) => style.chalk.bold(column.head));
  return draw([head, ...rows], widths, gap);
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

function row(key: KeyReport, columns: readonly Column[], widths: readonly number[]): string[] {
  return columns.map((column, index) => column.cell(key, widths[index] ?? column.width));
}

function draw(rows: readonly string[][], widths: readonly number[], gap: number): string {
  const drawn: string[] = [];
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const table = new Table({
      chars: { ...noFrame, middle: ' '.repeat(gap) },
      colWidths: [...widths],
      // Its own colours come from a package that looks at the environment.
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
    });
    table.push(...rows.slice(start, start + rowsAtOnce));
    drawn.push(table.toString());
  }
  return drawn.join('\n').replace(/ +$/gm, '');
}
