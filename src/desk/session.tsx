import { createContext, use, type ReactNode } from 'react';
import { Navigate, useLocation } from '@tanstack/react-router';
import { readSession } from '#contract/session.ts';
import { mayDo, PERMISSIONS, type Permission } from '#contract/permissions.ts';
import { useAsk } from './ask.ts';
import { rememberCsrf } from './call.ts';
import { Refused } from './refused.tsx';
import { SentenceOf } from './sentence.tsx';
import type { Hello, May, Session } from './shapes.ts';
import { useWords } from './words/use-words.tsx';

type Seat = { readonly session: Session; readonly hello: Hello };

const SeatContext = createContext<Seat | undefined>(undefined);

/** Shows the desk to a signed-in person and the start page to everybody else, who comes back here afterwards. */
export function SessionGate({ children }: { readonly children: ReactNode }): ReactNode {
  const hello = useAsk(readSession, {}, { everySeconds: 120 });
  const location = useLocation();
  if (hello.data?.session) {
    rememberCsrf(hello.data.session.csrf);
    return <SeatContext value={{ session: hello.data.session, hello: hello.data }}>{children}</SeatContext>;
  }
  if (hello.data) return <Navigate to="/start" search={{ next: location.href }} replace />;
  if (hello.error) {
    return (
      <main>
        <Refused fault={hello.error} kept="read" onRetry={() => void hello.refetch()} />
      </main>
    );
  }
  return <main aria-busy="true" />;
}

export function useSeat(): Seat {
  const seat = use(SeatContext);
  if (!seat) throw new Error('a screen of the desk was shown without a session');
  return seat;
}

/** Why this seat may not do it: one sentence, or nothing. The server judges again by the same table. */
export function useSeatReasons(): (permission: Permission) => readonly ReactNode[] {
  const { session } = useSeat();
  const words = useWords();
  return (permission) => {
    if (mayDo(session.roles, permission)) return [];
    const roles = PERMISSIONS[permission].map((role) => words.roles[role]).join(' / ');
    return [words.seatMay(roles)];
  };
}

/** Everything that stands against an action: the seat first, then the clauses. */
export function useReasons(): (permission: Permission, may?: May) => readonly ReactNode[] {
  const seat = useSeatReasons();
  return (permission, may) => {
    const clauses = may && !may.ok ? may.because : [];
    const own = seat(permission);
    // The server says of the seat what the seat says of itself, in other words: once is enough.
    const others = own.length > 0 ? clauses.filter(({ code }) => code !== 'role-missing') : clauses;
    return [...own, ...others.map((reason) => <SentenceOf key={reason.code} reason={reason} />)];
  };
}
