import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listSeats, readSession, takeSeat } from '#contract/session.ts';
import { useAsk } from '../../ask.ts';
import { call, rememberCsrf } from '../../call.ts';
import { Asked } from '../../asked.tsx';
import { LanguageSwitch, SchemeSwitch } from '../../frame/switches.tsx';
import { Tri, useText } from '../../sentence.tsx';
import type { Hello, Seat } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { KeyCap, Panel } from '../../ui/pieces.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';
import { PairDrawing } from './pair-drawing.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** The first page: take a demo seat, or sign in. In a real node there are no seats and the page says nothing of them. */
export function StartPage(): ReactNode {
  const words = useWords();
  const hello = useAsk(readSession, {});
  const onSignedIn = useArrival();
  return (
    <div className="door-page">
      <header className="door-top">
        <span className="brand">
          <img src="/desk/mark.svg" alt="" width="30" height="30" />
          {words.product}
        </span>
        <span className="actions">
          <LanguageSwitch />
          <SchemeSwitch />
        </span>
      </header>
      <main>
        <Asked query={hello}>
          {(data) => (
            <div className="stack">
              <div>
                <h1>{words.start.title}</h1>
                <p className="soft">
                  {words.start.where('')}
                  <b>
                    <Tri text={data.agency.name} />
                  </b>
                </p>
              </div>
              <div className="doors">
                {data.demo ? <DemoDoor hello={data} onSignedIn={onSignedIn} /> : null}
                <Panel title={words.start.signIn}>
                  <SignInForm onSignedIn={onSignedIn} />
                </Panel>
              </div>
            </div>
          )}
        </Asked>
      </main>
    </div>
  );
}

/** Back to where the person was going, or to Today. Everything read as somebody else is forgotten. */
function useArrival(): () => Promise<void> {
  const { next } = useSearch({ from: '/start' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  return async () => {
    client.clear();
    // Only an address of this desk: `//elsewhere` and `https:` are not.
    const inside =
      next !== undefined && /^\/(?!\/|start)/.test(next) ? next.replace(/^\/desk(?=\/|$)/, '') : undefined;
    if (inside) router.history.push(`/desk${inside}`);
    else await navigate({ to: '/' });
  };
}

function DemoDoor(props: { readonly hello: Hello; readonly onSignedIn: () => Promise<void> }): ReactNode {
  const words = useWords();
  const text = useText();
  const seats = useAsk(listSeats, {});
  const other = props.hello.otherNewsroom;
  return (
    <Panel title={words.start.seats}>
      <div className="stack">
        <p className="soft">{words.start.two}</p>
        <PairDrawing ours={text(props.hello.agency.name)} theirs={other ? text(other.name) : ''} />
        <Asked query={seats}>{(data) => <Seats seats={data.seats} onSignedIn={props.onSignedIn} />}</Asked>
        {other ? (
          <p>
            {words.start.other}:{' '}
            <a href={`${other.url.replace(/\/$/, '')}/desk/start`} target="pactwire-other">
              <Tri text={other.name} />
            </a>
          </p>
        ) : null}
        <p className="soft small">{words.start.fictional}</p>
      </div>
    </Panel>
  );
}

function Seats(props: {
  readonly seats: readonly Seat[];
  readonly onSignedIn: () => Promise<void>;
}): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const { refused } = useToasts();
  const sit = async (seat: Seat): Promise<void> => {
    const result = await call(takeSeat, { params: { id: seat.id } });
    if (!result.ok) return refused(result.error);
    rememberCsrf(result.value.session.csrf);
    await props.onSignedIn();
  };
  useKeys(
    words.start.seats,
    props.seats.slice(0, 9).map((seat, at) => ({
      keys: String(at + 1),
      label: words.start.seatAs(seat.name),
      run: () => void sit(seat),
    })),
  );
  return (
    <div className="seats">
      {props.seats.map((seat, at) => (
        <button className="seat" type="button" key={seat.id} onClick={() => void sit(seat)}>
          <span className="face" aria-hidden="true" lang={seat.language}>
            {initialOf(seat)}
          </span>
          <b {...(seat.language === language ? {} : { lang: seat.language })}>{seat.name}</b>
          <small>
            {seat.roles.map((role) => words.roles[role]).join(' · ')} <KeyCap keys={String(at + 1)} />
          </small>
        </button>
      ))}
    </div>
  );
}

/** Chinese people by their first character (the family name), Vietnamese by their last word (the given name). */
function initialOf(seat: Seat): string {
  // What a demo seat does stands behind a dot: “Lan · biên tập”.
  const [name = ''] = seat.name.split(' · ');
  const word = seat.language.startsWith('vi') ? name.split(' ').at(-1) : name;
  return [...(word ?? '')][0] ?? '';
}
