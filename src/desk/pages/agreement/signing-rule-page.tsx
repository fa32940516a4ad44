import { Button, Radio, Switch } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Body, Reply } from '#contract/endpoint.ts';
import { readSigningRule, setSigningRule } from '#contract/signing.ts';
import { useAsk, useTell } from '../../ask.ts';
import { Asked } from '../../asked.tsx';
import { Refused } from '../../refused.tsx';
import { useSeatReasons } from '../../session.tsx';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { Note } from '../../ui/note.tsx';
import { Fact, Facts, PageHead, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

type Rule = Body<typeof setSigningRule>;
type Standing = Reply<typeof readSigningRule>;
const OUTSIDES = ['nobody', 'approver', 'signatory'] as const;

/** How this agency signs; two people in two seats set it together. */
export function SigningRulePage(): ReactNode {
  const words = useWords();
  const standing = useAsk(readSigningRule, {}, { everySeconds: 10 });
  return (
    <>
      <PageHead title={words.signing.rule} lead={words.signing.ruleLead} />
      <Asked query={standing}>{(data) => <RuleStanding standing={data} />}</Asked>
    </>
  );
}

function RuleStanding({ standing }: { readonly standing: Standing }): ReactNode {
  const words = useWords();
  const { tell } = useToasts();
  const { rule, waiting } = standing;
  const [wish, setWish] = useState<Rule>(rule);
  const reasons = useSeatReasons()('set-signing-rule');
  const set = useTell(setSigningRule, {
    onDone: (now) => tell(now.waiting ? words.signing.ruleWished : words.signing.ruleSet),
  });
  return (
    <div className="cards">
      <Panel title={words.signing.ruleNow}>
        <RuleFacts rule={rule} />
        {waiting ? (
          <Note
            tone="info"
            title={words.signing.ruleWaits(words.roles[waiting.seat])}
            actions={
              waiting.isOwn || reasons.length > 0 ? null : (
                <Button size="xs" onClick={() => set.mutate({ body: waiting.rule })}>
                  {words.signing.ruleConfirm}
                </Button>
              )
            }
          >
            <RuleFacts rule={waiting.rule} />
          </Note>
        ) : null}
      </Panel>
      <Panel title={words.signing.ruleWish}>
        <div className="stack">
          <Switch
            label={words.signing.twoPerson}
            checked={wish.twoPerson}
            onChange={(event) => setWish({ ...wish, twoPerson: event.currentTarget.checked })}
          />
          <Radio.Group
            label={words.signing.outside}
            value={wish.outside}
            onChange={(value) =>
              setWish({ ...wish, outside: OUTSIDES.find((one) => one === value) ?? 'nobody' })
            }
          >
            <div className="stack tight">
              {OUTSIDES.map((one) => (
                <Radio key={one} value={one} label={words.signing.outsides[one]} />
              ))}
            </div>
          </Radio.Group>
          {set.error ? <Refused fault={set.error} kept="change" /> : null}
          <GuardedButton reasons={reasons} loading={set.isPending} onClick={() => set.mutate({ body: wish })}>
            {words.signing.ruleSay}
          </GuardedButton>
        </div>
      </Panel>
    </div>
  );
}

function RuleFacts({ rule }: { readonly rule: Rule }): ReactNode {
  const words = useWords();
  return (
    <Facts>
      <Fact label={words.signing.rule}>
        {rule.twoPerson ? words.signing.twoPerson : words.signing.onePerson}
      </Fact>
      <Fact label={words.signing.outside}>{words.signing.outsides[rule.outside]}</Fact>
    </Facts>
  );
}
