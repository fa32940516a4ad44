import { Checkbox, Group, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { foldedIncludes } from '../../ui/fold.ts';
import { useWords } from '../../words/use-words.tsx';
import { useFaultAt } from './answer-fault.tsx';
import type { NamedCode } from '../../ui/known-codes.ts';

/** Shown at once; whoever looks for more types another letter. */
const MOST_FOUND = 12;

/**
 * Any number of a long list: the common ones and what is chosen stand there, the rest is found by name or code, with or
 * without marks. What only the text of an agreement knows stays, by its code. What is ticked where it was found stays there
 * until something else is sought, so that the keyboard keeps its place.
 */
export function SearchChoices(props: {
  readonly field: string;
  readonly label: string;
  readonly find: string;
  readonly common: readonly string[];
  readonly all: () => readonly NamedCode[];
  readonly typed?: (text: string) => NamedCode | undefined;
  readonly nameOf: (code: string) => string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}): ReactNode {
  const { compose } = useWords();
  const error = useFaultAt()(props.field);
  const [wanted, setWanted] = useState('');
  const matching = wanted.trim() === '' ? [] : search(props, wanted.trim());
  const found = matching.filter(({ code }) => !props.common.includes(code)).slice(0, MOST_FOUND);
  const standing = [...new Set([...props.common, ...props.chosen])].filter(
    (code) => !found.some((one) => one.code === code),
  );
  const without = matching.length > 0 ? compose.codeAbove : compose.noCode;
  return (
    <Checkbox.Group
      data-question={props.field}
      label={props.label}
      value={[...props.chosen]}
      onChange={props.onChange}
      error={error}
    >
      <Ticks codes={standing.map((code) => ({ code, name: props.nameOf(code) }))} />
      <TextInput
        mt={10}
        maw="26rem"
        label={props.find}
        description={compose.findCodeHelp}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <div role="status">
        {wanted.trim() !== '' && found.length === 0 ? <p className="soft small">{without}</p> : null}
      </div>
      <Ticks codes={found} />
    </Checkbox.Group>
  );
}

/** Names that begin with it first. */
function search(
  { all, typed }: Pick<Parameters<typeof SearchChoices>[0], 'all' | 'typed'>,
  wanted: string,
): readonly NamedCode[] {
  const exact = typed?.(wanted);
  const named = all().filter(
    ({ code, name }) => foldedIncludes(name, wanted) || code.toLowerCase() === wanted.toLowerCase(),
  );
  const byStart = named
    .filter(({ code }) => code !== exact?.code)
    .toSorted((one, other) => startOf(one, wanted) - startOf(other, wanted));
  return [...(exact ? [exact] : []), ...byStart];
}

function startOf({ name }: NamedCode, wanted: string): number {
  return foldedIncludes(name.slice(0, wanted.length), wanted) ? 0 : 1;
}

function Ticks({ codes }: { readonly codes: readonly NamedCode[] }): ReactNode {
  if (codes.length === 0) return null;
  return (
    <Group gap="10px 18px" mt={6}>
      {codes.map(({ code, name }) => (
        <Checkbox key={code} value={code} label={name} size="sm" />
      ))}
    </Group>
  );
}
