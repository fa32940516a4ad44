import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { simulateAgreement, simulateDraft, simulateNextDraft } from '#contract/simulation.ts';
import type { saveDraft } from '#contract/talks.ts';
import type { Body } from '#contract/endpoint.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { SentenceOf, useText } from '../../sentence.tsx';
import type { Draft, Simulation } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

type Direction = Simulation['directions'][number];
type Example = Direction['examples'][number];

/** What the answers mean: our stories of the last month under them, once somebody asks. */
export function DraftSimulation({ draft }: { readonly draft: Draft }): ReactNode {
  const [asked, setAsked] = useState(false);
  const query = useAsk(simulateDraft, { body: draft }, { enabled: asked, keepLast: true });
  return (
    <Frame isAsked={asked} onAsk={() => setAsked(true)}>
      <Asked query={query}>{(data) => <Outcome simulation={data} />}</Asked>
    </Frame>
  );
}

/** The same for the next document that the answers make of the last. */
export function NextSimulation(props: {
  readonly uid: string;
  readonly body: Body<typeof saveDraft>;
}): ReactNode {
  const { uid, body } = props;
  const [asked, setAsked] = useState(false);
  const query = useAsk(simulateNextDraft, { params: { uid }, body }, { enabled: asked, keepLast: true });
  return (
    <Frame isAsked={asked} onAsk={() => setAsked(true)}>
      <Asked query={query}>{(data) => <Outcome simulation={data} />}</Asked>
    </Frame>
  );
}

/** The same for a document on file. */
export function FiledSimulation(props: { readonly uid: string; readonly digest: string }): ReactNode {
  const { uid, digest } = props;
  const [asked, setAsked] = useState(false);
  const query = useAsk(simulateAgreement, { params: { uid }, query: { digest } }, { enabled: asked });
  return (
    <Frame isAsked={asked} onAsk={() => setAsked(true)}>
      <Asked query={query}>{(data) => <Outcome simulation={data} />}</Asked>
    </Frame>
  );
}

function Frame(props: {
  readonly isAsked: boolean;
  readonly onAsk: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { simulation } = useWords().compose;
  return (
    <Panel title={simulation.title}>
      <div className="stack">
        <p className="soft">{simulation.lead}</p>
        {props.isAsked ? (
          props.children
        ) : (
          <div>
            <Button variant="default" onClick={props.onAsk}>
              {simulation.run}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Outcome({ simulation }: { readonly simulation: Simulation }): ReactNode {
  const { simulation: words } = useWords().compose;
  if (simulation.stories === 0) return <p>{words.none}</p>;
  return (
    <div className="stack" aria-live="polite">
      <p className="small">
        {words.stories(simulation.stories)}. {simulation.isCapped ? words.capped : ''}
      </p>
      {simulation.directions.map((direction) => (
        <DirectionOutcome key={direction.taker} direction={direction} />
      ))}
    </div>
  );
}

const OUTCOMES = ['shared', 'blocked', 'over-quota'] as const;

function DirectionOutcome({ direction }: { readonly direction: Direction }): ReactNode {
  const { simulation: words } = useWords().compose;
  const text = useText();
  const name = text(direction.name);
  return (
    <section className="stack">
      <h3>{words.gets(name)}</h3>
      <p className="tabular">
        {OUTCOMES.map((outcome) => `${direction.counts[outcome]} ${words.outcomes[outcome]}`).join(' · ')}
      </p>
      <details>
        <summary>{words.examples}</summary>
        <ul className="clauses">
          {direction.examples.map((example) => (
            <ExampleLine key={example.itemId} example={example} taker={name} />
          ))}
        </ul>
      </details>
    </section>
  );
}

function ExampleLine({ example, taker }: { readonly example: Example; readonly taker: string }): ReactNode {
  const { simulation: words } = useWords().compose;
  const { itemId, headline, language, outcome, reasons } = example;
  return (
    <li>
      <b>{words.outcomes[outcome]}</b>{' '}
      <Link to="/s/$id" params={{ id: itemId }} lang={language}>
        {headline}
      </Link>
      {outcome === 'shared' ? (
        <p className="small">{words.wentOut(taker)}</p>
      ) : (
        reasons.map((reason) => (
          <p key={reason.code} className="small">
            <SentenceOf reason={reasonOf(reason)} />
          </p>
        ))
      )}
    </li>
  );
}

/** The sentence has its clause in brackets already. */
function reasonOf({ code, sentence }: Example['reasons'][number]) {
  return { code, sentence };
}
