import { createContext, use, type ReactNode } from 'react';
import { countdownText } from './countdown.ts';
import { useTick } from './keys.tsx';

/** One newsroom's clock: its zone, and the place as the reader of this screen calls it. */
export type Clock = { readonly zone: string; readonly place: string };

type Clocks = {
  readonly locale: string;
  readonly clocks: readonly Clock[];
  readonly nowWord: string;
};

const ClocksContext = createContext<Clocks>({ locale: 'en', clocks: [], nowWord: 'now' });

export function ClocksProvider(props: Clocks & { readonly children: ReactNode }): ReactNode {
  const { children, ...clocks } = props;
  return <ClocksContext value={clocks}>{children}</ClocksContext>;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** “3 minutes ago”; under three seconds the word for now. */
export function relativeTime(locale: string, seconds: number, nowWord: string): string {
  if (Math.abs(seconds) < 3) return nowWord;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? (['second', 1] as const);
  return relativeFormat(locale).format(Math.round(seconds / size), unit);
}

export function useAgo(): (at: string) => string {
  const { locale, nowWord } = use(ClocksContext);
  const now = useTick(10);
  return (at) => relativeTime(locale, (Date.parse(at) - Math.max(now, Date.now())) / 1000, nowWord);
}

/** The same moment on both newsrooms' clocks: “14:00 Đà Nẵng · 15:00 China”, with the day when it is not today. */
export function useTwoClocks(): (at: string) => string {
  const { locale, clocks } = use(ClocksContext);
  return (at) => clocks.map(({ zone, place }) => `${clockTime(locale, zone, at)} ${place}`).join(' · ');
}

/** Relative to now; the exact time on both clocks on hover and for screen readers. */
export function Ago({ at }: { readonly at: string }): ReactNode {
  const ago = useAgo();
  const both = useTwoClocks();
  return (
    <time dateTime={at} title={both(at)} className="nowrap">
      {ago(at)}
    </time>
  );
}

/** A time that matters: always on both clocks. */
export function BothTimes({ at }: { readonly at: string }): ReactNode {
  const both = useTwoClocks();
  return (
    <time dateTime={at} className="both-times">
      {both(at)}
    </time>
  );
}

export function useDay(): (at: string) => string {
  const { locale, clocks } = use(ClocksContext);
  return (at) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: clocks[0]?.zone ?? 'UTC' }).format(
      new Date(at),
    );
}

/** A calendar day `YYYY-MM-DD`, which is the same on every clock. */
export function useCalendarDay(): (day: string) => string {
  const { locale } = use(ClocksContext);
  return (day) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
}

/** The day that it is on our own clock, `YYYY-MM-DD`. */
export function useToday(): string {
  const { clocks } = use(ClocksContext);
  return new Intl.DateTimeFormat('sv', { timeZone: clocks[0]?.zone ?? 'UTC' }).format();
}

/** The clocks in the frame: hours and minutes of both newsrooms, now. */
export function LiveClocks({ label }: { readonly label: string }): ReactNode {
  const { locale, clocks } = use(ClocksContext);
  const now = new Date(useTick(5)).toISOString();
  return (
    <p className="live-clocks" aria-label={label} role="group">
      {clocks.map(({ zone, place }) => (
        <span key={zone}>
          <b className="tabular">{clockTime(locale, zone, now)}</b> {place}
        </span>
      ))}
    </p>
  );
}

/** One hour on our own clock, with its day: “29/11, 14:00–15:00”. */
export function useHourSpan(): (start: string) => string {
  const { locale, clocks } = use(ClocksContext);
  const zone = clocks[0]?.zone ?? 'UTC';
  return (start) => {
    const end = new Date(Date.parse(start) + 3_600_000);
    return `${otherDayFormat(locale, zone).format(new Date(start))}–${todayFormat(locale, zone).format(end)}`;
  };
}

/** What is left until `at`, counted down each second; undefined once it is over. */
export function useCountdown(at: string | undefined): string | undefined {
  const { locale } = use(ClocksContext);
  const now = useTick(1);
  const left = at === undefined ? 0 : (Date.parse(at) - now) / 1000;
  return left > 0 ? countdownText(locale, left) : undefined;
}

/** Making a format costs more than the row of a list it is used in: each is made once. */
function once<Format>(make: (...key: string[]) => Format): (...key: string[]) => Format {
  const made = new Map<string, Format>();
  return (...key) => {
    const name = key.join(' ');
    const found = made.get(name) ?? make(...key);
    made.set(name, found);
    return found;
  };
}

const relativeFormat = once(
  (locale = 'en') => new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' }),
);
const dayFormat = once((zone = 'UTC') => new Intl.DateTimeFormat('en-CA', { timeZone: zone }));
const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const todayFormat = once(
  (locale = 'en', zone = 'UTC') => new Intl.DateTimeFormat(locale, { ...CLOCK, timeZone: zone }),
);
const otherDayFormat = once(
  (locale = 'en', zone = 'UTC') =>
    new Intl.DateTimeFormat(locale, { ...CLOCK, timeZone: zone, day: 'numeric', month: 'numeric' }),
);

function clockTime(locale: string, zone: string, at: string): string {
  const date = new Date(at);
  const today = dayFormat(zone).format(date) === dayFormat(zone).format(new Date());
  return (today ? todayFormat : otherDayFormat)(locale, zone).format(date);
}
