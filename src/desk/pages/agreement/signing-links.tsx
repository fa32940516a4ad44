import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { Reply } from '#contract/endpoint.ts';
import { mayDo } from '#contract/permissions.ts';
import { listSigningLinks, readSigningRule, revokeSigningLink, sendSigningLink } from '#contract/signing.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useSeat } from '../../session.tsx';
import type { Agreement } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { BothTimes } from '../../ui/moment.tsx';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { LANGUAGE_NAMES } from '../../words/language-names.ts';
import { useWords } from '../../words/use-words.tsx';
import { ShownOnce } from '../shown-once.tsx';

type Link = Reply<typeof listSigningLinks>['links'][number];

const TONES = {
  open: 'info',
  used: 'good',
  rejected: 'bad',
  revoked: 'plain',
  blocked: 'bad',
  expired: 'plain',
} as const;
/** Links for somebody outside, where the agency's rule lets outsiders act; nothing where it does not. */
export function SigningLinks({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { session } = useSeat();
  const mayChange = mayDo(session.roles, 'send-signing-link');
  const rule = useAsk(readSigningRule, {}, { enabled: mayChange });
  const isOpen = agreement.state === 'draft' || agreement.state === 'received';
  const isAllowed = rule.data !== undefined && rule.data.rule.outside !== 'nobody';
  return mayChange && isAllowed ? <LinkPanel agreement={agreement} canSend={isOpen} /> : null;
}

function LinkPanel(props: { readonly agreement: Agreement; readonly canSend: boolean }): ReactNode {
  const { agreement, canSend } = props;
  const { uid } = agreement;
  const words = useWords();
  const list = useAsk(listSigningLinks, { params: { uid } }, { everySeconds: 8 });
  const links = list.data?.links ?? [];
  if (!canSend && links.length === 0) return null;
  return (
    <Panel title={words.signing.links} count={links.length}>
      {links.map((link) => (
        <LinkLine key={link.id} link={link} uid={uid} />
      ))}
      {canSend ? <LinkForm agreement={agreement} /> : null}
    </Panel>
  );
}

function LinkLine({ link, uid }: { readonly link: Link; readonly uid: string }): ReactNode {
  const words = useWords();
  const { tell, refused } = useToasts();
  const revoke = useTell(revokeSigningLink, {
    onDone: () => tell(words.signing.linkRevoked),
    onRefused: refused,
  });
  return (
    <div className="signature">
      <Mark tone={TONES[link.state]}>{words.signing.linkStates[link.state]}</Mark>
      <b>{link.invitee}</b>
      <span className="soft small">
        {words.signing.linkUntil} <BothTimes at={link.endedAt ?? link.expiresAt} />
      </span>
      {link.reason ? <span>{link.reason}</span> : null}
      {link.state === 'open' ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={revoke.isPending}
          onClick={() => revoke.mutate({ params: { uid, id: link.id } })}
        >
          {words.signing.linkRevoke}
        </Button>
      ) : null}
    </div>
  );
}

function LinkForm({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { uid, digest } = agreement;
  const words = useWords();
  const [invitee, setInvitee] = useState('');
  const [language, setLanguage] = useState<keyof typeof LANGUAGE_NAMES>('vi');
  const [days, setDays] = useState(7);
  const send = useTell(sendSigningLink, { onDone: () => setInvitee('') });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ params: { uid }, body: { digest, invitee, language, days } });
  };
  return (
    <form className="stack tight" onSubmit={submit}>
      <TextInput
        label={words.signing.linkFor}
        required
        maxLength={200}
        value={invitee}
        onChange={(event) => setInvitee(event.currentTarget.value)}
      />
      <Select
        label={words.signing.linkLanguage}
        data={INTERFACE_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={language}
        allowDeselect={false}
        onChange={(value) => setLanguage(INTERFACE_LANGUAGES.find((one) => one === value) ?? 'vi')}
      />
      <NumberInput
        label={words.signing.linkDays}
        min={1}
        max={30}
        value={days}
        onChange={(value) => setDays(Number(value) || 7)}
      />
      {send.error ? <Refused fault={send.error} kept="change" /> : null}
      {send.data ? (
        <>
          <ShownOnce
            title={words.signing.linkAddress}
            help={words.signing.linkAddressHelp}
            value={`${send.data.url}?lang=${language}`}
          />
          <ShownOnce
            title={words.signing.linkCode}
            help={words.signing.linkCodeHelp}
            value={send.data.code}
          />
        </>
      ) : null}
      <div className="actions">
        <Button type="submit" variant="default" loading={send.isPending} disabled={invitee.trim() === ''}>
          {words.signing.linkSend}
        </Button>
      </div>
    </form>
  );
}
