const DAY = 86_400;
const HOUR = 3600;

/**
 * What is left of so many seconds: `02:14:05`, beyond two days in days and hours, so that nobody reads 75 hours.
 * The second that runs is counted as one that is left.
 */
export function countdownText(locale: string, seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  if (left < 2 * DAY) {
    const parts = [Math.floor(left / HOUR), Math.floor((left % HOUR) / 60), left % 60];
    return parts.map((part) => String(part).padStart(2, '0')).join(':');
  }
  const unit = (count: number, of: 'day' | 'hour'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: of, unitDisplay: 'short' }).format(count);
  return [unit(Math.floor(left / DAY), 'day'), unit(Math.floor((left % DAY) / HOUR), 'hour')].join(' ');
}
