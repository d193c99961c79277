const unitMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const longestMs = 24 * unitMs.h;

/** How a time is written, for messages. */
export const durationExample = 'Write it like 500ms, 10s, 1m (at most 24h).';

/** A time with its unit, such as `500ms` or `1.5h`, in milliseconds; null for what is none, or longer than a day. */
export function parseDuration(text: string): number | null {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Math.round(Number(count) * (unitMs[unit as keyof typeof unitMs] ?? Number.NaN));
  return ms >= 1 && ms <= longestMs ? ms : null;
}

/** A time as people say it: "42 s", "3 min", "2 h 5 min", "3 d 4 h". */
export function sayDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return both(minutes, 'min', seconds % 60, 's');
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return both(hours, 'h', minutes % 60, 'min');
  return both(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function both(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}
