import { Chalk, type ChalkInstance } from 'chalk';
import type { Severity } from '../../model/severity.js';
import type { RenderOptions } from '../reporter.js';

/** How this report is drawn: what every part of it needs to know. */
export interface Style {
  readonly width: number;
  /** Paints, or leaves as it is, as the options say. */
  readonly chalk: ChalkInstance;
  readonly signs: Signs;
  readonly failOn: Severity;
}

/** Colour never says anything alone: each of these, or a word, says it too. */
interface Signs {
  readonly ellipsis: string;
  /** Before a key that was found through the one above it. */
  readonly branch: string;
  /** Before what to do. */
  readonly arrow: string;
}

const unicodeSigns: Signs = { ellipsis: '…', branch: '└ ', arrow: '→ ' };
const asciiSigns: Signs = { ellipsis: '..', branch: '`- ', arrow: '-> ' };

const leastWidth = 60;

export function styleOf({ width, color, unicode, failOn }: RenderOptions): Style {
  return {
    width: Math.max(width, leastWidth),
    // The sixteen colours every terminal has, in the shades that its owner chose.
    chalk: new Chalk({ level: color ? 1 : 0 }),
    signs: unicode ? unicodeSigns : asciiSigns,
    failOn,
  };
}

export function paintSeverity({ chalk }: Style, severity: Severity): (text: string) => string {
  const paints: Readonly<Record<Severity, (text: string) => string>> = {
    critical: chalk.red.bold.inverse,
    high: chalk.red.bold,
    medium: chalk.yellow.bold,
    low: chalk.blue.bold,
    info: chalk.bold,
  };
  return paints[severity];
}

/** A number and its noun: "1 key", "2 keys". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
