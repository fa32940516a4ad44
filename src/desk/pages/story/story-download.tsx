import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { exportStory } from '#contract/export.ts';
import type { Reply } from '#contract/endpoint.ts';
import { useTell } from '../../ask.ts';
import { useLanguageName } from '../../sentence.tsx';
import { useReasons } from '../../session.tsx';
import type { Story } from '../../shapes.ts';
import { useToasts } from '../../toasts.tsx';
import { GuardedButton } from '../../ui/guarded-button.tsx';
import { useWords } from '../../words/use-words.tsx';

const FORMATS = [
  { as: 'ninjs', name: 'ninjs' },
  { as: 'newsml-g2', name: 'NewsML-G2' },
  { as: 'nitf', name: 'NITF' },
  { as: 'text', name: 'TXT' },
  { as: 'html', name: 'HTML' },
  { as: 'docx', name: 'Word' },
  { as: 'zip', name: 'ZIP' },
] as const;

/**
 * The story, and each translation that is ready, as a file for another system, with its rights in it; of one that was stopped the stop. A partner's story has to
 * be taken first.
 */
export function StoryDownload({ story }: { readonly story: Story }): ReactNode {
  const words = useWords();
  const reasonsFor = useReasons();
  const nameOf = useLanguageName();
  const { refused, tell } = useToasts();
  const download = useTell(exportStory, {
    onDone: (file) => {
      saveFile(file);
      if (file.dropped.length > 0) tell(words.story.leftBehind(file.dropped.length));
    },
    onRefused: refused,
  });
  const may = story.origin === 'own' ? story.may.publish : story.may.take;
  const isStopped = story.badges.some((badge) => badge === 'killed' || badge === 'withheld');
  const isUntaken = story.origin === 'partner' && !story.take && (may.ok || isStopped);
  const reasons = [
    ...(isStopped ? reasonsFor('take-story') : reasonsFor('take-story', may)),
    ...(isUntaken ? [words.story.takeFirst] : []),
  ];
  const label = isStopped ? words.story.downloadStopAs : words.story.downloadAs;
  if (reasons.length > 0)
    return (
      <GuardedButton reasons={reasons} variant="default" onClick={() => undefined}>
        {label}
      </GuardedButton>
    );
  const ready = story.translations.filter(({ state }) => isStopped || state === 'ready');
  return (
    <>
      <Formats
        label={label}
        onChoose={(as) => download.mutate({ params: { id: story.id }, query: { as } })}
      />
      {ready.map(({ id, language }) => (
        <Formats
          key={id}
          label={`${nameOf(language)}: ${label}`}
          onChoose={(as) => download.mutate({ params: { id: story.id }, query: { as, translation: id } })}
        />
      ))}
    </>
  );
}

type Format = (typeof FORMATS)[number]['as'];

function Formats(props: { readonly label: string; readonly onChoose: (as: Format) => void }): ReactNode {
  return (
    <div className="stack tight" role="group" aria-label={props.label}>
      <p className="soft small">{props.label}</p>
      <div className="actions">
        {FORMATS.map(({ as, name }) => (
          <Button key={as} size="xs" variant="default" onClick={() => props.onChoose(as)}>
            {name}
          </Button>
        ))}
      </div>
    </div>
  );
}

function saveFile({ text, base64, mediaType, fileName }: Reply<typeof exportStory>): void {
  const bytes = Uint8Array.from(atob(base64 ?? ''), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([text ?? bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
