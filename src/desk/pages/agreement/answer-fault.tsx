import { createContext, use, type ReactNode } from 'react';
import { isJsonObject } from '#kernel/json.ts';
import { refusalOf } from '../../refusal.ts';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/use-words.tsx';

/** The answer that makes no clause: its path in the draft, and why. */
export type AnswerFault = { readonly field: string; readonly why: string };

const FaultContext = createContext<AnswerFault | undefined>(undefined);

/** Marks the one answer below that the server could not make a clause of. */
export function AnswerFaults(props: {
  readonly fault: AnswerFault | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return <FaultContext value={props.fault}>{props.children}</FaultContext>;
}

/** What to say at a field, in the reader's language; nothing where the answer is good. */
export function useFaultAt(): (field: string) => string | undefined {
  const fault = use(FaultContext);
  const words = useWords();
  return (field) =>
    fault && (fault.field === wholeOf(field) || `${fault.field}.`.startsWith(`${field}.`))
      ? sayFault(words, fault.why)
      : undefined;
}

/** A text in several languages is one answer. */
function wholeOf(field: string): string {
  return field.replace(/\.(?:vi|zh-Hans|en)$/, '');
}

/** Reads a refusal of answers; undefined for any other fault. */
export function answerFaultOf(fault: unknown): AnswerFault | undefined {
  if (!fault) return undefined;
  const { code, facts } = refusalOf(fault);
  if (code === 'agreement-draft-invalid') return placed(facts?.['field'], facts?.['why']);
  if (code !== 'input-invalid') return undefined;
  const places = facts?.['places'];
  const first = Array.isArray(places) ? places[0] : undefined;
  return isJsonObject(first) ? placed(first['at'], first['why']) : undefined;
}

/** Places come as paths of answers, or as pointers into what was sent or into the document that was made. */
function placed(at: unknown, why: unknown): AnswerFault | undefined {
  if (typeof at !== 'string' || typeof why !== 'string') return undefined;
  const path = at.replace(/^\/body\//, '/').replace(/^\/draft\//, '/');
  const field = path
    .replace(/^\/party\/.*/, 'contacts')
    .replace(/^\/commitment\//, '/commitments/')
    .replace(/^\/(?:textForHumans|textDigest)/, '/text')
    .replace(/^\//, '')
    .replaceAll('/', '.');
  return { field, why };
}

function sayFault(words: Words, why: string): string {
  const known: Readonly<Record<string, string>> = words.compose.faults;
  return known[why] ?? words.compose.faults[kindOfMisfit(why)];
}

/** What the check of the shape says in English, as the kind of fault that it is. */
function kindOfMisfit(why: string): 'empty' | 'missing' | 'out-of-range' | 'other' {
  if (/fewer than 1 items/.test(why)) return 'empty';
  if (/fewer than|required/.test(why)) return 'missing';
  return /must be [<>]|integer|more than/.test(why) ? 'out-of-range' : 'other';
}
