import type { Place } from '../model/account.js';

/** Where a finding stands in formats that were made for source code, and know no finding without a place. */
export function codePlaceOf(place: Place | null): Place {
  return place ?? usualPlace;
}

/** Where a configuration is that nobody named: these formats want a file of the repository for each finding. */
const usualPlace: Place = { file: 'keyaudit.config.yaml', line: 1 };
