import { Button, Checkbox, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { invitePartner, lookUpPartner } from '#contract/partner.ts';
import { useTell, useTrial } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { Tri } from '../../sentence.tsx';
import { useSeatReasons } from '../../session.tsx';
import type { Lookup } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Mark, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { KeyTable } from './key-table.tsx';
import { SpokenKeys } from './spoken-keys.tsx';

/** Three steps: ask the node who it is, compare the thumbprints with a person there, pin and invite. */
export function PartnerInvitePage(): ReactNode {
  const words = useWords();
  const search = useSearch({ from: '/desk/partners/invite' });
  const reasons = useSeatReasons()('manage-partners');
  const [url, setUrl] = useState(search.url ?? '');
  const lookUp = useTrial(lookUpPartner);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reasons.length === 0) lookUp.mutate({ body: { url: url.trim() } });
  };
  return (
    <>
      <PageHead title={words.partner.invite} lead={words.partner.emptyHelp} />
      <div className="stack">
        <Panel title={words.partner.node}>
          <form className="stack" onSubmit={submit}>
            <TextInput
              label={words.partner.address}
              description={words.partner.addressHelp}
              type="url"
              required
              autoComplete="off"
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
            />
            {reasons.length > 0 ? <p className="soft">{reasons}</p> : null}
            {lookUp.error ? <Refused fault={lookUp.error} kept="change" /> : null}
            <div className="actions">
              <Button type="submit" loading={lookUp.isPending} disabled={reasons.length > 0}>
                {words.partner.lookUp}
              </Button>
            </div>
          </form>
        </Panel>
        {lookUp.data ? <Compare key={lookUp.data.agency.did} found={lookUp.data} /> : null}
      </div>
    </>
  );
}

function Compare({ found }: { readonly found: Lookup }): ReactNode {
  const words = useWords();
  const navigate = useNavigate();
  const { tell } = useToasts();
  const [compared, setCompared] = useState(false);
  const invite = useTell(invitePartner, {
    onDone: ({ did }) => {
      tell(words.partner.invited);
      void navigate({ to: '/partners/$did', params: { did } });
    },
  });
  return (
    <>
      <Steps steps={found.steps} />
      <Panel title={<Tri text={found.agency.name} />}>
        <div className="stack">
          <p>
            {words.ownership[found.agency.ownership]} · <span className="mono">{found.agency.did}</span>
          </p>
          <p>{words.partner.compare}</p>
          <SpokenKeys theirs={found.words} ours={found.ours} />
          <details>
            <summary>{words.partner.keys}</summary>
            <KeyTable keys={found.keys} />
          </details>
          <Checkbox
            label={words.partner.compared}
            checked={compared}
            onChange={(event) => setCompared(event.currentTarget.checked)}
          />
          {invite.error ? <Refused fault={invite.error} kept="change" /> : null}
          <GuardedButton
            reasons={compared ? [] : [words.partner.compare]}
            loading={invite.isPending}
            onClick={() =>
              invite.mutate({
                body: { url: found.baseUrl, thumbprints: found.keys.map((key) => key.thumbprint) },
              })
            }
          >
            {words.partner.pin}
          </GuardedButton>
        </div>
      </Panel>
    </>
  );
}

function Steps({ steps }: { readonly steps: Lookup['steps'] }): ReactNode {
  const words = useWords();
  return (
    <Panel title={words.partner.steps}>
      <ol className="plain-list stack tight">
        {steps.map((step) => (
          <li key={step.step}>
            <Mark tone={step.ok ? 'good' : 'bad'}>
              {step.ok ? words.partner.stepOk : words.partner.stepFailed}
            </Mark>{' '}
            <b>{step.step}</b> <span className="mono soft">{step.answer}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
