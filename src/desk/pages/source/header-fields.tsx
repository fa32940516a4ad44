import { Button, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SourceSettings } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';

type Header = NonNullable<SourceSettings['headers']>[number];

/** Headers of a source's requests. What is kept already is not shown; a value typed here takes its place. */
export function HeaderFields(props: {
  readonly headers: readonly Header[];
  readonly onChange: (headers: Header[]) => void;
}): ReactNode {
  const { headers, onChange } = props;
  const { intake } = useWords();
  const put = (at: number, header: Header): void =>
    onChange(headers.map((one, index) => (index === at ? header : one)));
  return (
    <fieldset className="stack">
      <legend>{intake.headers}</legend>
      <p className="soft small">{intake.headersHelp}</p>
      {headers.map((header, at) => (
        <div className="row" key={at}>
          <TextInput
            label={intake.headerName}
            value={header.name}
            maxLength={64}
            onChange={(event) => put(at, { ...header, name: event.currentTarget.value.trim() })}
          />
          <TextInput
            label={intake.headerValue}
            type="password"
            autoComplete="off"
            placeholder={header.value === undefined ? intake.headerKept : ''}
            value={header.value ?? ''}
            maxLength={2000}
            onChange={(event) => put(at, { ...header, value: event.currentTarget.value })}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => onChange(headers.filter((_one, index) => index !== at))}
          >
            {intake.removeHeader(header.name)}
          </Button>
        </div>
      ))}
      <div className="actions">
        <Button
          variant="default"
          size="compact-sm"
          disabled={headers.length >= 10}
          onClick={() => onChange([...headers, { name: '', value: '' }])}
        >
          {intake.addHeader}
        </Button>
      </div>
    </fieldset>
  );
}
