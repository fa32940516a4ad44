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

/** The stories of the last month under the answers, once somebody asks. */
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
  if (simulation.directions.every(({ stories }) => stories === 0)) return <p>{words.none}</p>;
  return (
    <div className="stack" aria-live="polite">
      {simulation.isCapped ? <p className="small">{words.capped}</p> : null}
      {simulation.directions.map((direction) => (
        <DirectionOutcome key={`${direction.giver} ${direction.taker}`} direction={direction} />
      ))}
    </div>
  );
}

const OUTCOMES = ['shared', 'blocked', 'over-quota'] as const;

function DirectionOutcome({ direction }: { readonly direction: Direction }): ReactNode {
  const { simulation: words } = useWords().compose;
  const text = useText();
  const [giver, taker] = [text(direction.giverName), text(direction.takerName)];
  return (
    <section className="stack">
      <h3>{direction.isOurs ? words.gets(giver, taker) : words.weGet(giver)}</h3>
      <p className="small">{words.stories(direction.stories)}</p>
      <p className="tabular">
        {OUTCOMES.map((outcome) => `${direction.counts[outcome]} ${words.outcomes[outcome]}`).join(' · ')}
      </p>
      <ClauseBars direction={direction} label={`${giver} – ${taker}: ${words.byClause}`} />
      <details>
        <summary>{words.examples}</summary>
        <ul className="clauses">
          {direction.examples.map((example) => (
            <ExampleLine key={example.itemId} example={example} taker={taker} />
          ))}
        </ul>
      </details>
    </section>
  );
}

/** How many stories each clause let through, kept or counted out: figures in a table, each with a bar of its length. */
function ClauseBars(props: { readonly direction: Direction; readonly label: string }): ReactNode {
  const { direction, label } = props;
  const words = useWords();
  const { simulation } = words.compose;
  const most = Math.max(1, ...direction.clauses.flatMap(({ counts }) => OUTCOMES.map((one) => counts[one])));
  const nameOf = ({ clause, isOfOther }: Direction['clauses'][number]): string => {
    if (clause === undefined) return simulation.noClause;
    const name = words.refusal.clause(String(clause));
    return isOfOther ? simulation.ofOther(name) : name;
  };
  return (
    <div className="table-wrap" tabIndex={0} role="group" aria-label={label}>
      <table className="plain bars">
        <thead>
          <tr>
            <th>{simulation.settledBy}</th>
            {OUTCOMES.map((outcome) => (
              <th key={outcome}>{simulation.outcomes[outcome]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {direction.clauses.map((one) => (
            <tr key={JSON.stringify(one)}>
              <th scope="row">{nameOf(one)}</th>
              {OUTCOMES.map((outcome) => (
                <td key={outcome} className="tabular" data-outcome={outcome}>
                  <span
                    className="bar"
                    aria-hidden="true"
                    style={{ inlineSize: `${(one.counts[outcome] / most) * 6}rem` }}
                  />
                  {one.counts[outcome]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
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
