import type { Report } from '../../model/report.js';
import { idleWaivers, idleWaiverText } from '../finding-words.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

/** Waivers that waive nothing, a paragraph each. */
export function idleWaiverLines({ width }: Style, report: Report): readonly string[] {
  return idleWaivers(report).flatMap((waiver) =>
    paragraph(width, { lead: '  ', text: idleWaiverText(waiver) }),
  );
}
