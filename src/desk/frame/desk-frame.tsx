import { ActionIcon, Burger } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { countAlerts } from '#contract/alert.ts';
import { readToday } from '#contract/today.ts';
import { useAsk } from '../ask.ts';
import { useChanges } from '../use-changes.ts';
import { Tri, useText } from '../sentence.tsx';
import { useSeat } from '../session.tsx';
import { useToasts } from '../toasts.tsx';
import { useKeys } from '../ui/keys.tsx';
import { ClocksProvider, LiveClocks, type Clock } from '../ui/moment.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useLanguage, useWords } from '../words/use-words.tsx';
import { KeysHelp } from './keys-help.tsx';
import { DESK_PLACES, OFFICE_PLACES, type Place } from './navigation.ts';
import { Palette } from './palette.tsx';
import { PersonMenu } from './person-menu.tsx';
import { LanguageSwitch, SchemeSwitch } from './switches.tsx';

type Open = 'none' | 'keys' | 'palette' | 'menu';

/** What surrounds every screen of a signed-in person: places, both clocks, language, keys. */
export function DeskFrame({ children }: { readonly children: ReactNode }): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const { session, hello } = useSeat();
  const [open, setOpen] = useState<Open>('none');
  useFrameKeys(setOpen);
  useChanges();
  const close = (): void => setOpen('none');
  return (
    <ClocksProvider locale={language} clocks={useClocks()} nowWord={words.time.now}>
      <a className="skip" href="#content">
        {words.nav.skip}
      </a>
      <div className="frame">
        <nav className="rail" aria-label={words.nav.label}>
          <Brand />
          <Places />
        </nav>
        <div>
          {hello.demo ? <DemoStrip /> : null}
          <header className="top">
            <div className="burger">
              <Burger
                size="sm"
                opened={open === 'menu'}
                onClick={() => setOpen('menu')}
                aria-label={words.act.menu}
              />
            </div>
            <span className="agency">
              <Tri text={session.agency.name} />
            </span>
            <LiveClocks label={words.time.clocks} />
            <span className="top-switches">
              <LanguageSwitch />
              <SchemeSwitch />
            </span>
            <ActionIcon
              className="top-keys"
              variant="default"
              aria-label={words.keys.help}
              title={`${words.keys.help} (?)`}
              onClick={() => setOpen('keys')}
            >
              <IconKeyboard size={16} />
            </ActionIcon>
            <PersonMenu />
          </header>
          <main id="content" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
      {open === 'keys' ? <KeysHelp onClose={close} /> : null}
      {open === 'palette' ? <Palette onClose={close} /> : null}
      {open === 'menu' ? (
        <Sheet title={words.product} closeLabel={words.act.close} onClose={close} place="side">
          <nav className="nav-sheet" aria-label={words.nav.label} onClick={close}>
            <Places />
          </nav>
          <div className="menu-switches">
            <LanguageSwitch />
            <SchemeSwitch />
          </div>
        </Sheet>
      ) : null}
    </ClocksProvider>
  );
}

function useFrameKeys(setOpen: (open: Open) => void): void {
  const words = useWords();
  const navigate = useNavigate();
  const { undoLast } = useToasts();
  useKeys(words.keys.everywhere, [
    { keys: '?', label: words.keys.help, run: () => setOpen('keys') },
    { keys: 'Ctrl+K', label: words.keys.palette, run: () => setOpen('palette'), inFields: true },
    { keys: 'Ctrl+Z', label: words.keys.undo, run: undoLast },
    ...[...DESK_PLACES, ...OFFICE_PLACES].map((place) => ({
      keys: `G ${place.key}`,
      label: words.keys.goto(words.nav[place.word]),
      run: () => void navigate({ to: place.to }),
    })),
  ]);
}

/** Our own clock first, then the one of the other side. */
function useClocks(): readonly Clock[] {
  const { session } = useSeat();
  const words = useWords();
  const text = useText();
  const zone = session.agency.timeZone;
  const other = zone === 'Asia/Shanghai' ? 'Asia/Ho_Chi_Minh' : 'Asia/Shanghai';
  return [
    { zone, place: text(session.agency.place) },
    { zone: other, place: words.time.zones[other] },
  ];
}

function Brand(): ReactNode {
  const words = useWords();
  return (
    <Link to="/" className="brand">
      <img src="/desk/mark.svg" alt="" width="26" height="26" />
      {words.product}
    </Link>
  );
}

type Waiting = Partial<Record<Place['to'], number | string>>;

/** Today's list stops at eight arrivals; there may be more. */
const ARRIVALS_SHOWN = 8;

function atLeast(arrivals: number): number | string {
  return arrivals < ARRIVALS_SHOWN ? arrivals : `${ARRIVALS_SHOWN}+`;
}

function Places(): ReactNode {
  const words = useWords();
  const { data } = useAsk(readToday, {}, { everySeconds: 20 });
  const { data: alerts } = useAsk(countAlerts, {}, { everySeconds: 20 });
  const waiting: Waiting = {
    '/wire': atLeast(data?.arrivals.length ?? 0),
    '/alerts': alerts?.unread ?? 0,
    '/corrections': data ? data.notices.length + data.drillsWaiting : 0,
    '/destinations': data?.destinations.length ?? 0,
    '/agreements': data?.agreements.filter((one) => one.state === 'received').length ?? 0,
  };
  return (
    <>
      <h2>{words.nav.desk}</h2>
      <PlaceList places={DESK_PLACES} waiting={waiting} />
      <h2>{words.nav.office}</h2>
      <PlaceList places={OFFICE_PLACES} waiting={waiting} />
    </>
  );
}

function PlaceList(props: { readonly places: readonly Place[]; readonly waiting: Waiting }): ReactNode {
  const words = useWords();
  return (
    <ul>
      {props.places.map(({ to, word, icon: Icon, key }) => (
        <li key={to}>
          <Link
            to={to}
            className="nav"
            activeOptions={{ exact: to === '/', includeSearch: false }}
            title={`G ${key}`}
          >
            <Icon size={18} stroke={1.6} aria-hidden="true" />
            {words.nav[word]}
            {props.waiting[to] ? <span className="count tabular">{props.waiting[to]}</span> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function DemoStrip(): ReactNode {
  const words = useWords();
  const text = useText();
  const { hello } = useSeat();
  return (
    <div className="demo-strip">
      <span>{words.nav.demo}</span>
      {hello.otherNewsroom ? (
        <a href={`${hello.otherNewsroom.url.replace(/\/$/, '')}/desk/start`} target="pactwire-other">
          {words.nav.otherNewsroom(text(hello.otherNewsroom.name))}
        </a>
      ) : null}
    </div>
  );
}
