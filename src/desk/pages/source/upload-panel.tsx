import { Button, FileButton } from '@mantine/core';
import { useState, type DragEvent, type ReactNode } from 'react';
import { admitUpload, lookAtUpload } from '#contract/source-look.ts';
import { demand } from '../../call.ts';
import { base64Of } from '../../base64-of.ts';
import { useTell } from '../../ask.ts';
import { Refused } from '../../refused.tsx';
import type { Look } from '../../shapes.ts';
import { Mark, Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import { LookView } from './look-view.tsx';

const MOST_BYTES = 5_000_000;

type Upload = {
  readonly key: number;
  readonly name: string;
  readonly content?: string;
  readonly look?: Look['look'];
  readonly fault?: unknown;
  readonly isTooLarge?: boolean;
};

/** Files of a person's: each read as the source is set and shown, and admitted only then. */
export function UploadPanel({ sourceId }: { readonly sourceId: string }): ReactNode {
  const { intake } = useWords();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const put = (upload: Upload): void =>
    setUploads((list) => [...list.filter(({ key }) => key !== upload.key), upload].toSorted(byKey));
  const take = async (files: readonly File[]): Promise<void> => {
    const first = Date.now();
    // One after the other: the node reads one document of a source at a time.
    for (const [index, file] of files.entries()) {
      const begun = { key: first + index, name: file.name };
      put(file.size > MOST_BYTES ? { ...begun, isTooLarge: true } : begun);
      if (file.size <= MOST_BYTES) put(await lookAtFile(sourceId, begun, file));
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take([...event.dataTransfer.files]);
  };
  const remove = (key: number): void => setUploads((list) => list.filter((one) => one.key !== key));
  return (
    <Panel title={intake.upload}>
      <div className="stack" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p className="soft">{intake.uploadHelp}</p>
        <div className="actions">
          <FileButton multiple onChange={(files) => void take(files)}>
            {(button) => (
              <Button {...button} variant="default">
                {intake.choose}
              </Button>
            )}
          </FileButton>
        </div>
        <ul className="rows" aria-live="polite">
          {uploads.map((upload) => (
            <UploadRow
              key={upload.key}
              sourceId={sourceId}
              upload={upload}
              onRemove={() => remove(upload.key)}
            />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function byKey(one: Upload, other: Upload): number {
  return one.key - other.key;
}

async function lookAtFile(
  sourceId: string,
  begun: Pick<Upload, 'key' | 'name'>,
  file: File,
): Promise<Upload> {
  try {
    const content = await base64Of(file);
    const body = { name: file.name, content };
    const { look } = await demand(lookAtUpload, { params: { id: sourceId }, body });
    return { ...begun, content, look };
  } catch (fault) {
    // Shown in its row, with what can be done.
    return { ...begun, fault };
  }
}

function UploadRow(props: {
  readonly sourceId: string;
  readonly upload: Upload;
  readonly onRemove: () => void;
}): ReactNode {
  const { sourceId, upload, onRemove } = props;
  const { intake } = useWords();
  const { name, content, look, fault } = upload;
  const admit = useTell(admitUpload);
  return (
    <li className="row stack">
      <span className="meta">
        <span className="mono">{name}</span>
        <Standing upload={upload} />
        {admit.data ? <Mark tone="good">{intake.admitted(admit.data.admitted)}</Mark> : null}
      </span>
      {fault === undefined ? null : <Refused fault={fault} kept="read" />}
      {look && !admit.data ? <LookView look={look} /> : null}
      {admit.error ? <Refused fault={admit.error} kept="change" /> : null}
      <div className="actions">
        {look && content && !admit.data ? (
          <Button
            size="compact-sm"
            loading={admit.isPending}
            disabled={look.admissible === 0}
            onClick={() => admit.mutate({ params: { id: sourceId }, body: { name, content } })}
          >
            {intake.admit}
          </Button>
        ) : null}
        <Button size="compact-sm" variant="subtle" onClick={onRemove}>
          {intake.drop}
        </Button>
      </div>
    </li>
  );
}

/** While there is nothing to show of it. */
function Standing({ upload }: { readonly upload: Upload }): ReactNode {
  const { intake } = useWords();
  if (upload.isTooLarge) return <Mark tone="bad">{intake.tooLarge}</Mark>;
  return upload.look === undefined && upload.fault === undefined ? <span>{intake.reading}</span> : null;
}
