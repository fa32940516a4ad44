import { Button } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { refusalOf, type Refusal } from './refusal.ts';
import { SentenceOf, Tri, useText } from './sentence.tsx';
import { Note } from './ui/note.tsx';
import type { Words } from './words/en.ts';
import { useLanguage, useWords } from './words/use-words.tsx';
import { LinkButton } from './ui/link-button.tsx';

type Kind = keyof Words['refusal']['happened'];

const BY_STATUS: Readonly<Record<number, Kind>> = {
  0: 'unreached',
  401: 'signIn',
  403: 'forbidden',
  404: 'missing',
  409: 'conflict',
  410: 'missing',
  412: 'conflict',
  413: 'tooLarge',
  429: 'tooMany',
};

export function kindOf(refusal: Refusal): Kind {
  if (refusal.code === 'reply-not-understood') return 'unreadable';
  return BY_STATUS[refusal.status] ?? (refusal.status >= 500 ? 'server' : 'invalid');
}

type Props = {
  readonly fault: unknown;
  /** Was something being read, or changed? The answer to “what was kept” differs. */
  readonly kept: 'read' | 'change';
  readonly onRetry?: () => void;
};

/** Every failure in the same four parts: what happened, what was kept, what to do, the code to quote. */
export function Refused({ fault, kept, onRetry }: Props): ReactNode {
  const words = useWords();
  const refusal = refusalOf(fault);
  const kind = kindOf(refusal);
  return (
    <Note
      tone="bad"
      alert
      title={refusal.title ? <Tri text={refusal.title} /> : words.refusal.happened[kind]}
      actions={<NextActions kind={kind} {...(onRetry ? { onRetry } : {})} />}
    >
      <RefusalReasons refusal={refusal} />
      <p>
        <b>{words.refusal.kept}:</b> {keptWords(words, kind, kept)}
      </p>
      <p>
        <b>{words.refusal.next}:</b> <Advice refusal={refusal} kind={kind} />
      </p>
      <p className="small">
        {words.refusal.code}: <code className="mono">{refusal.code}</code>
      </p>
    </Note>
  );
}

function NextActions({ kind, onRetry }: { readonly kind: Kind; readonly onRetry?: () => void }): ReactNode {
  const words = useWords();
  const location = useLocation();
  if (kind === 'signIn') {
    return (
      <LinkButton to="/start" search={{ next: location.href }} size="xs">
        {words.refusal.signInAgain}
      </LinkButton>
    );
  }
  return onRetry ? (
    <Button size="xs" onClick={onRetry}>
      {words.act.again}
    </Button>
  ) : null;
}

/** The reasons with their clauses, and the server's own words where they say more. */
function RefusalReasons({ refusal }: { readonly refusal: Refusal }): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  return (
    <>
      {refusal.because.length > 0 ? (
        <ul className="reasons">
          {refusal.because.map((reason) => (
            <li key={`${reason.code}${reason.clause}`}>
              <SentenceOf reason={reason} />
            </li>
          ))}
        </ul>
      ) : null}
      {refusal.detail ? (
        <p className="small">
          {words.refusal.detail}: <span {...(language === 'en' ? {} : { lang: 'en' })}>{refusal.detail}</span>
        </p>
      ) : null}
    </>
  );
}

function Advice({ refusal, kind }: { readonly refusal: Refusal; readonly kind: Kind }): ReactNode {
  const words = useWords();
  const text = useText();
  return refusal.next ? text(refusal.next) : words.refusal.advice[kind];
}

function keptWords(words: Words, kind: Kind, kept: 'read' | 'change'): string {
  if (kept === 'read') return words.refusal.keptRead;
  const unknown = kind === 'unreached' || kind === 'server' || kind === 'unreadable';
  return unknown ? words.refusal.keptUnknown : words.refusal.keptNothingLost;
}
