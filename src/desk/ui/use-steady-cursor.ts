import { useState } from 'react';

type Line = { readonly id: string };
type List<Story> = {
  readonly lines: readonly Story[];
  /** What was asked for; another question begins at its first line. Undefined while the former answer still shows. */
  readonly question: string | undefined;
  /** Where a person or the address has put the cursor. */
  readonly chosen: string | undefined;
};

/**
 * The line under the cursor: the chosen one, else the one it stood on before, so that what arrives above does not push
 * another line under a person's fingers; else the first.
 */
export function useSteadyCursor<Story extends Line>({
  lines,
  question,
  chosen,
}: List<Story>): Story | undefined {
  const [last, setLast] = useState<{ readonly question: string; readonly id: string }>();
  const named = (id: string | undefined): Story | undefined => lines.find((line) => line.id === id);
  const isSame = question === undefined || question === last?.question;
  const cursor = named(chosen) ?? (isSame ? named(last?.id) : undefined) ?? lines[0];
  const moved = cursor !== undefined && (cursor.id !== last?.id || question !== last.question);
  if (moved && question !== undefined) setLast({ question, id: cursor.id });
  return cursor;
}
