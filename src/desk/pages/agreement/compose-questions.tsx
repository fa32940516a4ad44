import type { ReactNode } from 'react';
import { useSeat } from '../../session.tsx';
import type { Agency, Draft } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { isPooled, unfitAnswers } from './compose-draft.ts';
import { ComposeBasics } from './compose-basics.tsx';
import { ComposePeople } from './compose-people.tsx';
import { ComposeTerm } from './compose-term.tsx';
import { DirectionQuestions } from './direction-questions.tsx';

type Props = {
  readonly draft: Draft;
  readonly partners: readonly Agency[];
  /** Of a next document: which party of it we are; a new one is ours, and we its first. */
  readonly next?: 'first' | 'second';
  readonly onChange: (draft: Draft) => void;
};

/** Every question of an agreement; those of the second party change sides, so that clauses keep their names. */
export function ComposeQuestions({ draft, partners, next, onChange }: Props): ReactNode {
  const { agreement, talks, compose } = useWords();
  const { session } = useSeat();
  const { give, receive } = draft;
  const parties = [session.agency.did, draft.partner, ...(draft.others ?? [])];
  const outsiders = partners.filter(({ did }) => !parties.includes(did));
  const [weGive, theyGive] =
    next === undefined
      ? [agreement.composer.give, agreement.composer.receive]
      : [talks.weGive, talks.theyGive];
  const isOfMany = (draft.others ?? []).length > 0;
  const giveTitle = isPooled(draft)
    ? compose.pool
    : isOfMany && next !== 'second'
      ? compose.supply
      : undefined;
  const titles = next === 'second' ? [theyGive, weGive] : [weGive, theyGive];
  const shared = { draft, partners, onChange };
  const unasked = unfitAnswers(draft);
  return (
    <>
      <ComposeBasics {...shared} isNext={next !== undefined} />
      <DirectionQuestions
        name="give"
        title={giveTitle ?? titles[0] ?? weGive}
        unasked={unasked}
        value={give}
        outsiders={outsiders}
        onChange={(value) => onChange({ ...draft, give: value })}
      />
      {receive ? (
        <DirectionQuestions
          name="receive"
          unasked={unasked}
          title={titles[1] ?? theyGive}
          value={receive}
          outsiders={outsiders}
          onChange={(value) => onChange({ ...draft, receive: value })}
        />
      ) : null}
      <ComposeTerm draft={draft} onChange={onChange} />
      <ComposePeople {...shared} />
    </>
  );
}
