import type { Place } from '../model/account.js';
import type { AccountReport, Finding } from '../model/report.js';
import { unaudited } from './finding-words.js';

/** Where a finding stands in formats that were made for source code, and know no finding without a place. */
export function codePlaceOf(place: Place | null): Place {
  return place ?? usualPlace;
}

/** Where a configuration is that nobody named: these formats want a file of the repository for each finding. */
const usualPlace: Place = { file: 'keyaudit.config.yaml', line: 1 };

/** The same over runs, and another for each check, key and account: all keys of an account have one place. A file is one for all. */
export function printOf({ id, account, file }: Finding): string {
  return file === null ? `${id}:${account}` : id;
}

/** The same for an account that was not wholly audited. */
export function unauditedPrint({ exchange, name }: AccountReport): string {
  return `${unaudited.id}:${exchange}:${name}`;
}
