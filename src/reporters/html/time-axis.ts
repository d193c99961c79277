/** A line of time on which days near the audit have more room: what happened yesterday matters most. */
export interface TimeAxis {
  /** Where a time stands, in per cent of the line. */
  readonly at: (days: number) => number;
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly label: string;
  readonly at: number;
  /** Whether a phone has no room for the label. */
  readonly isTight: boolean;
}

/** Days from the audit, and what to call them; the first that has room stays. */
const candidates: readonly (readonly [days: number, label: string])[] = [
  [0, 'audit'],
  [-3652.5, '10 years'],
  [-1826.3, '5 years'],
  [-730.5, '2 years'],
  [-365.25, '1 year'],
  [-91.3, '3 months'],
  [-30.4, '1 month'],
  [-7, '1 week'],
  [30.4, '1 month'],
  [365.25, '1 year'],
  [1826.3, '5 years'],
  [-1, '1 day'],
];

/** What a label takes, in per cent of the line. */
const labelRoom = { tablet: 15, phone: 22 };
/** Room on both sides, so that no mark is cut. */
const margin = 3;

/** @param days of all that is to be shown; negative for the past */
export function timeAxis(days: readonly number[]): TimeAxis {
  const earliest = days.reduce((least, day) => Math.min(least, day), -30);
  const latest = days.reduce((most, day) => Math.max(most, day), 0);
  const [left, right] = [bent(earliest), bent(latest)];
  const at = (day: number) => {
    const share = (bent(day) - left) / (right - left);
    return Math.round((margin + share * (100 - 2 * margin)) * 10) / 10;
  };
  const ticks: Tick[] = [];
  for (const [day, label] of candidates) {
    const place = at(day);
    const room = Math.min(...ticks.map((other) => Math.abs(other.at - place)));
    const isInside = day >= earliest && day <= latest;
    if (isInside && room >= labelRoom.tablet)
      ticks.push({ label, at: place, isTight: room < labelRoom.phone });
  }
  return { at, ticks };
}

/** Even steps near the audit, and ever shorter ones away from it. */
function bent(days: number): number {
  return Math.sign(days) * Math.log10(1 + Math.abs(days) / 3);
}
