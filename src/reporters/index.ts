import type { Reporter } from './reporter.js';

export type { Render, RenderOptions, Reporter } from './reporter.js';

/** The words for `--format`. */
export const formats = ['table', 'json', 'sarif', 'junit', 'ocsf'] as const;
export type Format = (typeof formats)[number];

/** Every format. Adding one: a file beside this one, its name in `formats`, its line here. */
export const reporters = {
  table: { description: 'for people, on a terminal', load: () => import('./table.js') },
  json: {
    description: 'for programs; schema/report.schema.json describes it',
    load: () => import('./json.js'),
  },
  sarif: { description: 'SARIF 2.1.0, for code scanning', load: () => import('./sarif.js') },
  junit: { description: "JUnit's XML, for CI servers", load: () => import('./junit.js') },
  ocsf: { description: 'OCSF Detection Findings, for SIEMs', load: () => import('./ocsf.js') },
} as const satisfies Readonly<Record<Format, Reporter>>;
