import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useText } from '../../sentence.tsx';
import type { RegisterLine } from '../../shapes.ts';
import { useWords } from '../../words/use-words.tsx';
import { otherParties } from './other-parties.ts';
import { SORTS, sortOf, type RegisterAddress } from './register-order.ts';

type Props = {
  /** Every line there is, whatever is filtered. */
  readonly lines: readonly RegisterLine[];
  readonly address: RegisterAddress;
  readonly go: (change: RegisterAddress) => void;
};

/** Search by clause text, filter and order; all of it stands in the address. */
export function RegisterFilters({ lines, address, go }: Props): ReactNode {
  const words = useWords();
  const textOf = useText();
  const partners = new Map(
    lines.flatMap(({ parties }) =>
      otherParties(parties).map(({ did, name }) => [did, textOf(name)] as const),
    ),
  );
  const states = [...new Set(lines.map(({ state }) => state))];
  return (
    <div className="register-filters">
      <SearchText key={address.words ?? ''} sought={address.words ?? ''} go={go} />
      <NativeSelect
        label={words.register.state}
        value={address.state ?? ''}
        data={[
          { value: '', label: words.register.all },
          ...states.map((state) => ({ value: state, label: words.agreement.states[state] })),
        ]}
        onChange={(event) => go({ state: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.register.partner}
        value={address.partner ?? ''}
        data={[
          { value: '', label: words.register.all },
          ...[...partners].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(event) => go({ partner: event.currentTarget.value })}
      />
      <NativeSelect
        label={words.register.sort}
        value={sortOf(address.sort)}
        data={SORTS.map((value) => ({ value, label: words.register.sorts[value] }))}
        onChange={(event) => go({ sort: event.currentTarget.value })}
      />
    </div>
  );
}

/** Submitted as a form, so that Enter of an input method that composes sends nothing. */
function SearchText(props: {
  readonly sought: string;
  readonly go: (change: RegisterAddress) => void;
}): ReactNode {
  const words = useWords();
  const [text, setText] = useState(props.sought);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    props.go({ words: text.trim() });
  };
  return (
    <form role="search" onSubmit={submit}>
      <TextInput
        type="search"
        label={words.register.words}
        description={words.register.wordsHelp}
        leftSection={<IconSearch size={16} />}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {words.register.find}
      </Button>
    </form>
  );
}
