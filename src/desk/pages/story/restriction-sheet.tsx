import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { CHANNEL_LABELS, CHANNELS } from '#contract/destination-needs/delivery-channel.ts';
import { confirmRestrictions } from '#contract/restriction.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import { useText } from '../../sentence.tsx';
import type { Restrictions, RestrictionTerm, Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { Note } from '../../ui/note.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useWords } from '../../words/use-words.tsx';
import { Choices } from '../agreement/question-parts.tsx';

type Props = { readonly story: Story; readonly shown: Restrictions; readonly onClose: () => void };

/** Terms without places or outlets, which a person may add. */
const PLAIN = [
  'editorial-only',
  'non-commercial',
  'no-archive',
  'no-sales',
  'no-change',
  'no-excerpt',
  'no-translation',
  'no-mining',
] as const;

/** A person keeps what was read right, takes away what was not, and adds what no phrase knew. */
export function RestrictionSheet({ story, shown, onClose }: Props): ReactNode {
  const words = useWords();
  const text = useText();
  const { tell } = useToasts();
  const [kept, setKept] = useState(shown.terms.map((_, index) => String(index)));
  const [added, setAdded] = useState<string[]>([]);
  const [places, setPlaces] = useState('');
  const [outlets, setOutlets] = useState<string[]>([]);
  const confirm = useTell(confirmRestrictions, {
    onDone: () => {
      tell(words.restriction.done);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = shown.terms.filter((_, index) => kept.includes(String(index))).map(unsaid);
    const terms = [...read, ...addedTerms(added, places, outlets)];
    confirm.mutate({ params: { id: story.id }, body: { text: shown.text, terms } });
  };
  const open = PLAIN.filter((code) => !shown.terms.some((term) => term.code === code));
  return (
    <Sheet title={words.restriction.sheetTitle} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        <p>{words.restriction.help}</p>
        <blockquote lang={story.language}>{shown.text}</blockquote>
        {shown.unread.length > 0 ? (
          <Note tone="warn" title={words.restriction.unreadTitle}>
            <p lang={story.language}>{shown.unread.join(' · ')}</p>
          </Note>
        ) : null}
        {shown.terms.length > 0 ? (
          <Checkbox.Group label={words.restriction.keep} value={kept} onChange={setKept}>
            <Stack gap={8} mt={6}>
              {shown.terms.map((term, index) => (
                <Checkbox key={index} value={String(index)} label={text(term.sentence)} size="sm" />
              ))}
            </Stack>
          </Checkbox.Group>
        ) : null}
        <Choices
          field="terms"
          label={words.restriction.add}
          options={open.map((code) => [code, words.restriction.codes[code]] as const)}
          chosen={added}
          onChange={setAdded}
        />
        <TextInput
          label={words.restriction.places}
          description={words.restriction.placesHelp}
          value={places}
          pattern="\s*([A-Za-z]{2}([,\s]+|$))*"
          onChange={(event) => setPlaces(event.currentTarget.value)}
        />
        <Choices
          field="channels"
          label={words.restriction.outlets}
          options={CHANNELS.map((one) => [one, text(CHANNEL_LABELS[one])] as const)}
          chosen={outlets}
          onChange={setOutlets}
        />
        {confirm.error ? <Refused fault={confirm.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={confirm.isPending}>
            {words.restriction.confirm}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

function unsaid({ sentence: _sentence, ...term }: Restrictions['terms'][number]): RestrictionTerm {
  return term;
}

function addedTerms(codes: readonly string[], places: string, outlets: readonly string[]): RestrictionTerm[] {
  const territories = places.toUpperCase().match(/[A-Z]{2}/g) ?? [];
  const channels = CHANNELS.filter((one) => outlets.includes(one));
  return [
    ...PLAIN.filter((code) => codes.includes(code)).map((code) => ({ code, words: '' })),
    ...(territories.length > 0 ? [{ code: 'territory-out', words: '', territories } as const] : []),
    ...(channels.length > 0 ? [{ code: 'outlet-out', words: '', channels } as const] : []),
  ];
}
