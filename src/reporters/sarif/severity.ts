import type { ReportingConfiguration } from 'sarif';
import type { Severity } from '../../model/severity.js';

/** The level of a result, and the number by which code scanning says critical, high, medium or low. */
interface Gravity {
  readonly level: ReportingConfiguration.level;
  readonly number: string;
}

/** Above 9.0 is critical there, from 7.0 high, from 4.0 medium. */
export const gravities: Readonly<Record<Severity, Gravity>> = {
  critical: { level: 'error', number: '9.5' },
  high: { level: 'error', number: '8.0' },
  medium: { level: 'warning', number: '5.0' },
  low: { level: 'note', number: '2.0' },
  info: { level: 'note', number: '0.0' },
};
