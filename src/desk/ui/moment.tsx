import { createContext, use, type ReactNode } from 'react';
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
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
  return format.format(Math.round(seconds / size), unit);
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

function clockTime(locale: string, zone: string, at: string): string {
  const date = new Date(at);
  const dayOf = (moment: Date): string => moment.toLocaleDateString('en-CA', { timeZone: zone });
  const today = dayOf(date) === dayOf(new Date());
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    ...(today ? {} : { day: 'numeric', month: 'numeric' }),
  }).format(date);
}
