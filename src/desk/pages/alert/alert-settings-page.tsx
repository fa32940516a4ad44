import { Button, NativeSelect, Switch } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { readAlertSettings, setAlerts } from '#contract/alert.ts';
import type { Reply } from '#contract/endpoint.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { useSeat } from '../../session.tsx';
import { useToasts } from '../../toasts.tsx';
import { Fact, Facts, PageHead, Panel } from '../../ui/pieces.tsx';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { useWords } from '../../words/use-words.tsx';
import { QUARTER_TIMES } from './quarter-times.ts';

type Settings = Reply<typeof readAlertSettings>;

/** Quiet hours and e-mail, for all alerts of this person. */
export function AlertSettingsPage(): ReactNode {
  const { notifications: words } = useWords();
  const settings = useAsk(readAlertSettings, {}, { readOnce: true });
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Asked query={settings}>{(start) => <SettingsForm start={start} />}</Asked>
    </>
  );
}

function SettingsForm({ start }: { readonly start: Settings }): ReactNode {
  const words = useWords();
  const { notifications } = words;
  const { session } = useSeat();
  const { tell } = useToasts();
  const [draft, setDraft] = useState(start);
  const save = useTell(setAlerts, { onDone: () => tell(notifications.saved) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ body: draft });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="cards">
        <Panel title={notifications.quiet}>
          <QuietFields draft={draft} onChange={setDraft} />
        </Panel>
        <Panel title={notifications.taken}>
          <div className="stack tight">
            <p className="small soft">{notifications.takenHelp}</p>
            <Switch
              label={notifications.takenByMail}
              checked={draft.takenByMail}
              onChange={(event) => setDraft({ ...draft, takenByMail: event.currentTarget.checked })}
            />
            <Facts>
              <Fact label={notifications.mail}>{session.person.email}</Fact>
            </Facts>
          </div>
        </Panel>
      </div>
      {save.error ? <Refused fault={save.error} kept="change" /> : null}
      <div className="actions">
        <Button type="submit" loading={save.isPending}>
          {words.act.save}
        </Button>
      </div>
    </form>
  );
}

const NIGHT = { from: '22:00', until: '06:30' } as const;

function QuietFields(props: {
  readonly draft: Settings;
  readonly onChange: (settings: Settings) => void;
}): ReactNode {
  const { notifications: words } = useWords();
  const { draft, onChange } = props;
  const { quiet, ...rest } = draft;
  return (
    <div className="stack tight">
      <Switch
        label={words.quietOn}
        description={words.quietHelp}
        checked={quiet !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? { ...rest, quiet: NIGHT } : rest)}
      />
      {quiet ? (
        <div className="alert-hours">
          {(['from', 'until'] as const).map((end) => (
            <NativeSelect
              key={end}
              label={words[end]}
              value={quiet[end]}
              data={[...QUARTER_TIMES]}
              onChange={(event) =>
                onChange({ ...rest, quiet: { ...quiet, [end]: event.currentTarget.value } })
              }
            />
          ))}
        </div>
      ) : null}
      <ZoneSelect
        label={words.zone}
        value={draft.timeZone}
        onChange={(timeZone) => onChange({ ...draft, timeZone })}
      />
    </div>
  );
}
