import { Button, Textarea } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { commentDocument } from '#contract/talks.ts';
import { useTell } from '../../ask.ts';
import { useKeptForm } from '../../kept-form.ts';
import { Refused } from '../../refused.tsx';
import { useToasts } from '../../toasts.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useLanguage, useWords } from '../../words/use-words.tsx';

type Props = {
  readonly uid: string;
  readonly digest: string;
  /** `whole`, or the name of a clause. */
  readonly clause: string;
  readonly label: string;
  readonly onClose: () => void;
};

const LONGEST = 4000;

/** Something to say to the other side; what was typed stays in this browser until it is sent. */
export function CommentSheet({ uid, digest, clause, label, onClose }: Props): ReactNode {
  const words = useWords();
  const { language } = useLanguage();
  const { tell } = useToasts();
  const form = useKeptForm(`pactwire.comment:${digest}:${clause}`, '', (kept) =>
    typeof kept === 'string' ? kept : undefined,
  );
  const send = useTell(commentDocument, {
    onDone: () => {
      form.forget();
      tell(words.talks.sent);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const where = clause === 'whole' ? {} : { clause };
    send.mutate({ params: { uid }, body: { digest, ...where, text: form.value.trim(), language } });
  };
  return (
    <Sheet title={words.talks.commentOn(label)} closeLabel={words.act.close} onClose={onClose} place="side">
      <form className="stack" onSubmit={submit}>
        <p>{words.talks.commentHelp}</p>
        <Textarea
          label={words.talks.commentText}
          required
          autosize
          minRows={4}
          maxLength={LONGEST}
          data-autofocus
          value={form.value}
          onChange={(event) => form.change(event.currentTarget.value)}
        />
        {send.error ? <Refused fault={send.error} kept="change" /> : null}
        <div className="actions">
          <Button type="submit" loading={send.isPending} disabled={form.value.trim() === ''}>
            {words.talks.send}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
