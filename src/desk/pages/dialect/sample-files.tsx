import { Button, FileButton } from '@mantine/core';
import { useState, type DragEvent, type ReactNode } from 'react';
import { MOST_SAMPLES } from '#contract/dialect.ts';
import { base64Of } from '../../base64-of.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';

/** A document that a person has laid in, in base64. */
export type Sample = { readonly name: string; readonly content: string; readonly bytes: number };

const MOST_BYTES = 5_000_000;

/** Chooses samples, or a dialect as a file. What is beyond the limits is left out, and said. */
export function SampleFiles(props: {
  readonly samples: readonly Sample[];
  readonly isReading: boolean;
  readonly onChange: (samples: readonly Sample[]) => void;
  readonly onDialect: (dialect: Readonly<Record<string, unknown>>) => void;
}): ReactNode {
  const { samples, isReading, onChange, onDialect } = props;
  const { dialect: words } = useWords();
  const [said, setSaid] = useState<string>();
  const take = async (files: readonly File[]): Promise<void> => {
    const named = files.slice(0, MOST_SAMPLES - samples.length);
    const laid = [...samples];
    for (const file of named) {
      const bytes = laid.reduce((sum, one) => sum + one.bytes, file.size);
      if (bytes <= MOST_BYTES && file.size > 0)
        laid.push({ name: file.name, content: await base64Of(file), bytes: file.size });
    }
    setSaid(
      saidOf(words, {
        isTooMany: named.length < files.length,
        isTooLarge: laid.length < samples.length + named.length,
      }),
    );
    if (laid.length > samples.length) onChange(laid);
  };
  const open = async (file: File | null): Promise<void> => {
    const dialect = file === null ? undefined : objectIn(await file.text());
    setSaid(file !== null && dialect === undefined ? words.notJson : undefined);
    if (dialect !== undefined) onDialect(dialect);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take([...event.dataTransfer.files]);
  };
  return (
    <Panel title={words.samples} count={samples.length}>
      <div className="stack" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p className="soft">{words.samplesHelp}</p>
        <div className="actions">
          <FileButton multiple onChange={(files) => void take(files)}>
            {(button) => <Button {...button}>{words.choose}</Button>}
          </FileButton>
          <FileButton accept="application/json,.json" onChange={(file) => void open(file)}>
            {(button) => (
              <Button {...button} variant="default">
                {words.importFile}
              </Button>
            )}
          </FileButton>
        </div>
        <p aria-live="polite">{isReading ? words.reading : said}</p>
        <SampleNames samples={samples} onChange={onChange} />
      </div>
    </Panel>
  );
}

function SampleNames(props: {
  readonly samples: readonly Sample[];
  readonly onChange: (samples: readonly Sample[]) => void;
}): ReactNode {
  const { samples, onChange } = props;
  const { dialect: words, act } = useWords();
  return (
    <ul className="plain-list">
      {samples.map((sample, at) => (
        <li key={at} className="actions">
          <span className="mono">{sample.name}</span>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={words.removeSample(sample.name)}
            onClick={() => onChange(samples.filter((_one, index) => index !== at))}
          >
            {act.remove}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function saidOf(
  words: { readonly tooMany: string; readonly tooLarge: string },
  { isTooMany, isTooLarge }: { readonly isTooMany: boolean; readonly isTooLarge: boolean },
): string | undefined {
  if (isTooLarge) return words.tooLarge;
  return isTooMany ? words.tooMany : undefined;
}

/** The object that a JSON text is; undefined for everything else. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    // SyntaxError: it is no JSON.
    return undefined;
  }
}
