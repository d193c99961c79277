import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';

/** What the place that a report is shown in can do. Formats for machines pay no heed to it. */
export interface RenderOptions {
  /** Columns of the terminal. Less than 60 is taken for 60: a narrower table says nothing. */
  readonly width: number;
  /** Whether to paint with ANSI escape sequences. */
  readonly color: boolean;
  /** Whether anything but ASCII can be shown. */
  readonly unicode: boolean;
  /** The threshold that the verdict was made with, for its wording. */
  readonly failOn: Severity;
  /** The mildest finding that people are shown; how many are milder is said. Formats for programs hold them all. */
  readonly show: Severity;
}

/**
 * Turns a report into text that ends in one newline. Pure: the same report and options give the same text,
 * whatever the clock, the locale and the environment. Nothing that a report calls unverifiable or failed is
 * left out in any format: what is not shown looks like a pass.
 */
export type Render = (report: Report, options: RenderOptions) => string;

/**
 * The same text in pieces, each drawn when it is asked for: of ten thousand keys, the whole would take hundreds of
 * megabytes.
 */
export type RenderPieces = (report: Report, options: RenderOptions) => Iterable<string>;

export interface Reporter {
  /** For `--help`: one clause. */
  readonly description: string;
  /** Loads the format's code, and the libraries it draws with, only when it is asked for. */
  readonly load: () => Promise<LoadedReporter>;
}

export interface LoadedReporter {
  readonly render: Render;
  /** Left out where the whole is small, as in formats that are cut to fit somewhere. */
  readonly pieces?: RenderPieces;
}
