import { NativeSelect } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { CHANNEL_LABELS, CHANNELS } from '#contract/destination-needs/delivery-channel.ts';
import { explainUse } from '#contract/explanation.ts';
import { useAsk } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { SentenceOf, Tri, useText } from '../../sentence.tsx';
import type { ExplainedUse, May, Story } from '../../shapes.ts';
import { BothTimes, useTwoClocks } from '../../ui/moment.tsx';
import { useWords } from '../../words/use-words.tsx';
import { numberReasons, type NumberedReason } from './number-reasons.ts';

/** Every action by every outlet in one market, for the text or the pictures, with the reasons below by number. */
export function UseMatrix({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const [territory, setTerritory] = useState<string>();
  const [subject, setSubject] = useState<'text' | 'pictures'>('text');
  const text = useText();
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>();
  const query = {
    subject,
    ...(territory === undefined ? {} : { territory }),
    ...(channel === undefined ? {} : { channel }),
  };
  const asked = useAsk(explainUse, { params: { id: story.id }, query });
  return (
    <Asked query={asked}>
      {(data) => (
        <div className="stack">
          <NativeSelect
            label={words.why.market}
            value={data.territory}
            data={data.territories.map(({ code, name }) => ({ value: code, label: text(name) }))}
            onChange={(event) => setTerritory(event.currentTarget.value)}
          />
          <NativeSelect
            label={words.why.channel}
            value={channel ?? ''}
            data={[
              { value: '', label: words.why.allChannels },
              ...CHANNELS.map((one) => ({ value: one, label: text(CHANNEL_LABELS[one]) })),
            ]}
            onChange={(event) => setChannel(CHANNELS.find((one) => one === event.currentTarget.value))}
          />
          {story.pictures.length > 0 ? (
            <NativeSelect
              label={words.why.subject}
              value={subject}
              data={[
                { value: 'text', label: words.why.text },
                { value: 'pictures', label: words.why.pictures },
              ]}
              onChange={(event) => setSubject(event.currentTarget.value === 'text' ? 'text' : 'pictures')}
            />
          ) : null}
          <Matrix data={data} />
          <Published data={data} />
          <Quotas data={data} />
          <WhomToAsk data={data} />
        </div>
      )}
    </Asked>
  );
}

type Props = { readonly data: ExplainedUse };

function Matrix({ data }: Props): ReactNode {
  const words = useWords();
  const reasons = numberReasons(data.lines.flatMap(({ cells }) => cells.map(({ may }) => may)));
  return (
    <>
      <div className="table-wrap" tabIndex={0} role="group" aria-label={words.why.title}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{words.why.action}</th>
              {data.channels.map(({ code, name }) => (
                <th scope="col" key={code}>
                  <Tri text={name} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.lines.map((line) => (
              <tr key={`${line.action} ${line.language ?? ''}`}>
                <th scope="row">
                  <Tri text={line.name} />
                </th>
                {line.cells.map(({ channel, may }) => (
                  <td key={channel}>{cellText(words.why, may, reasons)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Reasons reasons={reasons} />
    </>
  );
}

function cellText(
  why: { readonly yes: string; readonly no: (reasons: string) => string },
  may: May,
  reasons: readonly NumberedReason[],
): string {
  if (may.ok) return why.yes;
  const numbers = reasons.filter(({ isOf }) => isOf(may)).map(({ number }) => number);
  return why.no(numbers.join(', '));
}

function Reasons({ reasons }: { readonly reasons: readonly NumberedReason[] }): ReactNode {
  const words = useWords();
  const both = useTwoClocks();
  if (reasons.length === 0) return <p>{words.why.allYes}</p>;
  return (
    <section>
      <h3>{words.why.reasons}</h3>
      <ol>
        {reasons.map(({ number, reason, retryAt }) => (
          <li key={number} value={number}>
            <SentenceOf reason={reason} />
            {retryAt ? <> · {words.why.from(both(retryAt))}</> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What may still be done with a copy that stands, whatever has become of the agreement. */
function Published({ data: { published } }: Props): ReactNode {
  const words = useWords();
  if (published.length === 0) return null;
  return (
    <section>
      <h3>{words.why.published}</h3>
      <ul>
        {published.map(({ name, permitted, sentences }) => (
          <li key={name.en}>
            <b>{permitted ? words.why.yes : words.why.noBare}</b> · <Tri text={name} />:{' '}
            {sentences.map((one) => (
              <Tri key={one.en} text={one} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Quotas({ data }: Props): ReactNode {
  const words = useWords();
  if (data.quotas.length === 0) return null;
  return (
    <section>
      <h3>{words.why.quotas}</h3>
      <ul>
        {data.quotas.map(({ rule, left, limit, clause, until }) => (
          <li key={rule}>
            {words.why.quota(left, limit, clause)} · {words.why.renews} <BothTimes at={until} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function WhomToAsk({ data: { ask } }: Props): ReactNode {
  const words = useWords();
  const names = ask.coordinators.join(', ');
  return (
    <section>
      <h3>{words.why.ask}</h3>
      <ul>
        {ask.partners.map(({ name, agreement, contact }) => (
          <li key={agreement}>
            <Tri text={name} />: {contact ?? words.why.noContact}
          </li>
        ))}
        <li>{names === '' ? words.why.noCoordinator : words.why.coordinators(names)}</li>
      </ul>
    </section>
  );
}
