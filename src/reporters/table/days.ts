const day = 86_400_000;

/** Days from one time to another, with parts of days; negative for one that lies before. */
export function daysFrom(now: string, time: string): number {
  return (Date.parse(time) - Date.parse(now)) / day;
}

/** So many days from now in words: `yesterday`, `400 days ago`, `3.8 years ago`, `in 12 days`. */
export function distance(days: number): string {
  const whole = Math.floor(Math.abs(days));
  if (whole === 0) return days > 0 ? 'within a day' : 'today';
  if (whole === 1) return days > 0 ? 'tomorrow' : 'yesterday';
  const span = whole < 1000 ? `${whole} days` : `${(whole / 365.25).toFixed(1)} years`;
  return days > 0 ? `in ${span}` : `${span} ago`;
}

/** `2026-11-23` */
export function dayOf(time: string): string {
  return time.slice(0, 10);
}

/** `2026-11-23 10:00 UTC` */
export function minuteOf(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
