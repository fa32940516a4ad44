import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { INSTRUCTIONS, STRUCTURE_FIELDS, type Structure } from '#contract/dialect-shape.ts';
import type { SampleTree } from '../../shapes.ts';
import { Panel } from '../../ui/pieces.tsx';
import { useWords } from '../../words/use-words.tsx';
import type { DraftProps } from './agency-form.tsx';
import {
  fieldAt,
  fieldNamed,
  instructionNamed,
  leavesOf,
  pathInStory,
  withItems,
  withPath,
} from './dialect-draft.ts';

/** For documents of a house's own making: where the stories are, and what each value is. No path is ever typed. */
export function StructureForm({ draft, samples, onChange }: DraftProps): ReactNode {
  const { dialect: words } = useWords();
  const { structure } = draft;
  const trees = samples.map(({ after }) => after.tree);
  const [first] = trees.flatMap((tree) => tree ?? []);
  if (structure === undefined || first === undefined) return null;
  const set = (next: Structure): void => onChange({ ...draft, structure: next });
  return (
    <Panel title={words.structure}>
      <div className="stack">
        <p className="soft">{words.structureHelp}</p>
        <div className="two-up">
          <NativeSelect
            label={words.root}
            value={structure.root}
            data={[...new Set([structure.root, ...commonRoots(trees)])]}
            onChange={(event) => set({ ...structure, root: event.currentTarget.value })}
          />
          <NativeSelect
            label={words.items}
            value={structure.items ?? ''}
            data={[
              { value: '', label: words.itemsWhole },
              ...branchesOf(trees, structure.items).map((value) => ({ value, label: value })),
            ]}
            onChange={(event) => set(withItems(structure, event.currentTarget.value))}
          />
        </div>
        <Leaves structure={structure} samples={samples} onChange={set} />
      </div>
    </Panel>
  );
}

function commonRoots(trees: readonly (SampleTree | undefined)[]): readonly string[] {
  const known = trees.flatMap((tree) => tree ?? []);
  return known[0]?.roots.filter((root) => known.every(({ roots }) => roots.includes(root))) ?? [];
}

function branchesOf(trees: readonly (SampleTree | undefined)[], now: string | undefined): readonly string[] {
  const all = trees.flatMap((tree) => tree?.branches.map(({ path }) => path) ?? []);
  return [...new Set([...(now === undefined ? [] : [now]), ...all])].filter((path) => path !== '');
}

function Leaves(props: {
  readonly structure: Structure;
  readonly samples: DraftProps['samples'];
  readonly onChange: (structure: Structure) => void;
}): ReactNode {
  const { structure, samples, onChange } = props;
  const { dialect: words } = useWords();
  const leaves = leavesOf(samples.map(({ after }) => after.tree)).flatMap(({ path, values }) => {
    const inStory = pathInStory(path, structure.items ?? '');
    return inStory === undefined ? [] : [{ path: inStory, values }];
  });
  return (
    <div className="table-wrap" role="region" aria-label={words.structure} tabIndex={0}>
      <table className="plain roomy">
        <thead>
          <tr>
            <th scope="col">{words.place}</th>
            <th scope="col">{words.isWhat}</th>
            <th scope="col" colSpan={samples.length}>
              {words.values}
            </th>
          </tr>
        </thead>
        <tbody>
          {leaves.map(({ path, values }) => (
            <tr key={path}>
              <th scope="row" className="mono">
                {path}
              </th>
              <td>
                <WhatItIs path={path} values={values} structure={structure} onChange={onChange} />
              </td>
              {values.map((value, at) => (
                <td key={at}>{value ?? '—'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const YES_OR_NO = /^(?:true|false|0|1|yes|no|y|n)$/i;
const FLAG = 'flag:';

function WhatItIs(props: {
  readonly path: string;
  readonly values: readonly (string | undefined)[];
  readonly structure: Structure;
  readonly onChange: (structure: Structure) => void;
}): ReactNode {
  const { path, values, structure, onChange } = props;
  const { dialect: words } = useWords();
  const flag = structure.flags?.[path];
  const isFlag = flag !== undefined || values.every((value) => value === undefined || YES_OR_NO.test(value));
  const choose = (value: string): void =>
    onChange(
      withPath(structure, path, {
        field: fieldNamed(value),
        flag: value.startsWith(FLAG) ? instructionNamed(value.slice(FLAG.length)) : undefined,
      }),
    );
  return (
    <NativeSelect
      aria-label={`${words.isWhat}: ${path}`}
      value={flag === undefined ? (fieldAt(structure, path) ?? '') : `${FLAG}${flag}`}
      data={[
        { value: '', label: words.leaveOut },
        ...STRUCTURE_FIELDS.map((value) => ({ value, label: words.fieldNames[value] })),
        ...(isFlag
          ? INSTRUCTIONS.map((asked) => ({ value: `${FLAG}${asked}`, label: words.flag(words.asked[asked]) }))
          : []),
      ]}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
