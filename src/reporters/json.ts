import type { Report } from '../model/report.js';

/**
 * Characters that JSON lets stand and that a terminal obeys: DEL, C1 controls, bidirectional overrides; and what begins
 * a command in the log of a GitHub workflow.
 */
const obeyed = /#(?=#\[)|[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * The report as it is. What a terminal would obey is escaped as JSON allows, so that every parser reads the
 * same text and no label can act on the screen of somebody who looks at the file.
 */
export function render(report: Report): string {
  return jsonDocument(report);
}

export function jsonDocument(value: unknown): string {
  return `${harmless(JSON.stringify(value, null, 2))}\n`;
}

/** The same JSON, with what a terminal would obey escaped. */
export function harmless(json: string): string {
  return json.replace(obeyed, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
