import { useEffect, useRef, useState } from 'react';
import { forgetKeptAnswers, keepAnswers, readKeptAnswers } from '#contract/kept-answers.ts';
import type { Reply } from '#contract/endpoint.ts';
import { call } from '../../call.ts';
import { forgetLocal, readLocal, writeLocal } from '../../local.ts';
import type { Draft } from '../../shapes.ts';
import { parseDraft } from './compose-draft.ts';
import { useSettled } from './use-settled.ts';

export type Kept = NonNullable<Reply<typeof readKeptAnswers>['kept']>;

/** What the answers are about, and under which name this browser keeps them too. */
export type AnswersPlace = {
  readonly about: string;
  readonly base: string | undefined;
  readonly localKey: string;
};

export type KeptAnswers = {
  readonly value: Draft;
  /** They were begun before this page was opened. */
  readonly restored: boolean;
  /** When the node last kept them; undefined while it has not. */
  readonly keptAt: string | undefined;
  /** What somebody else, or the same person elsewhere, has kept meanwhile: nothing is kept until one of both is chosen. */
  readonly other: Kept | undefined;
  readonly change: (next: Draft) => void;
  readonly take: (which: 'ours' | 'theirs') => void;
  readonly forget: () => void;
};

type Held = { readonly draft: Draft; readonly revision: number };

/**
 * Answers that are kept while somebody writes: in this browser at once, at the node when they pause. A browser that holds
 * answers upon the last keeping goes on with its own; else the node's are taken up.
 */
export function useKeptAnswers(place: AnswersPlace, fresh: Draft, kept: Kept | null): KeptAnswers {
  const { localKey } = place;
  const [first] = useState(() => beginning(localKey, kept));
  const [value, setValue] = useState<Draft>(first?.draft ?? fresh);
  const [revision, setRevision] = useState(first?.revision ?? 0);
  const [saved, setSaved] = useState<Draft>(kept && first?.draft === kept.draft ? kept.draft : fresh);
  const [keptAt, setKeptAt] = useState(kept?.at);
  const [other, setOther] = useState<Kept>();
  const settled = useSettled(value);
  const busy = useRef(false);
  const { about, base } = place;

  useEffect(() => {
    if (settled !== value || settled === saved || other || busy.current) return;
    busy.current = true;
    void keepAt({ about, base }, { draft: settled, revision }).then((outcome) => {
      busy.current = false;
      if (outcome.kind === 'unreached') return;
      if (outcome.kind === 'other') return setOther(outcome.kept);
      holdLocally(localKey, { draft: settled, revision: outcome.revision });
      setRevision(outcome.revision);
      setKeptAt(outcome.at);
      setSaved(settled);
    });
  }, [settled, value, saved, other, revision, about, base, localKey]);

  const show = (draft: Draft, at: number): void => {
    holdLocally(localKey, { draft, revision: at });
    setValue(draft);
  };
  return {
    value,
    restored: first !== undefined,
    keptAt,
    other,
    change: (next) => show(next, revision),
    take: (which) => {
      if (!other) return;
      show(which === 'theirs' ? other.draft : value, other.revision);
      setRevision(other.revision);
      setSaved(other.draft);
      setKeptAt(which === 'theirs' ? other.at : undefined);
      setOther(undefined);
    },
    forget: () => {
      forgetLocal(localKey);
      void call(forgetKeptAnswers, { params: { about } });
      setValue(fresh);
      setSaved(fresh);
      setRevision(0);
      setKeptAt(undefined);
    },
  };
}

type Outcome =
  | { readonly kind: 'kept'; readonly revision: number; readonly at: string }
  | { readonly kind: 'other'; readonly kept: Kept }
  | { readonly kind: 'unreached' };

async function keepAt(
  { about, base }: Pick<AnswersPlace, 'about' | 'base'>,
  { draft, revision }: Held,
): Promise<Outcome> {
  const upon = base === undefined ? {} : { base };
  const kept = await call(keepAnswers, { params: { about }, body: { revision, draft, ...upon } });
  if (kept.ok) return { kind: 'kept', ...kept.value };
  if (kept.error.code !== 'answers-kept-by-other') return { kind: 'unreached' };
  const read = await call(readKeptAnswers, { params: { about }, query: upon });
  return read.ok && read.value.kept ? { kind: 'other', kept: read.value.kept } : { kind: 'unreached' };
}

/** The browser's own where they were written upon the node's last keeping or there is none; else the node's. */
function beginning(localKey: string, kept: Kept | null): Held | undefined {
  const local = readHeld(localKey);
  if (local && local.revision >= (kept?.revision ?? 0)) {
    const isSame = kept && JSON.stringify(local.draft) === JSON.stringify(kept.draft);
    return isSame
      ? { draft: kept.draft, revision: kept.revision }
      : { ...local, revision: kept?.revision ?? 0 };
  }
  return kept ? { draft: kept.draft, revision: kept.revision } : undefined;
}

function holdLocally(localKey: string, held: Held): void {
  writeLocal(localKey, JSON.stringify(held));
}

function readHeld(localKey: string): Held | undefined {
  try {
    const { draft, revision }: { draft?: unknown; revision?: unknown } = JSON.parse(
      readLocal(localKey) ?? '{}',
    );
    const parsed = parseDraft(draft);
    return parsed && typeof revision === 'number' ? { draft: parsed, revision } : undefined;
  } catch {
    // Not what this page wrote.
    return undefined;
  }
}
