import type { Reporter } from './reporter.js';

export type { LoadedReporter, Render, RenderOptions, Reporter } from './reporter.js';

/** The words for `--format`. */
export const formats = [
  'table',
  'json',
  'jsonl',
  'csv',
  'markdown',
  'github',
  'sarif',
  'junit',
  'codequality',
  'ocsf',
  'html',
] as const;
export type Format = (typeof formats)[number];

/** Every format. Adding one: a file beside this one, its name in `formats`, its line here. */
export const reporters = {
  table: { description: 'for people, on a terminal', load: () => import('./table.js') },
  json: {
    description: 'for programs; schema/report.schema.json describes it',
    load: () => import('./json.js'),
  },
  jsonl: { description: 'a line of JSON for each finding', load: () => import('./jsonl.js') },
  csv: { description: 'a row for each finding, for spreadsheets', load: () => import('./csv.js') },
  markdown: {
    description: "for a comment or a job's summary at GitHub or GitLab",
    load: () => import('./markdown.js'),
  },
  github: { description: 'annotations in a GitHub workflow', load: () => import('./github.js') },
  sarif: { description: 'SARIF 2.1.0, for code scanning', load: () => import('./sarif.js') },
  junit: { description: "JUnit's XML, for CI servers", load: () => import('./junit.js') },
  codequality: { description: "GitLab's Code Quality", load: () => import('./codequality.js') },
  ocsf: { description: 'OCSF Detection Findings, for SIEMs', load: () => import('./ocsf.js') },
  html: { description: 'one page for a browser, to send or to print', load: () => import('./html.js') },
} as const satisfies Readonly<Record<Format, Reporter>>;
