import {
  createContext,
  use,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import { isComposing, isSingleLetter, matchesKey } from './key-match.ts';

/** One key of a screen: `J`, `Shift+J`, `Ctrl+Enter`, or two in a row: `G W`. */
export type Key = {
  readonly keys: string;
  readonly label: string;
  readonly run: () => void;
  /** Also works while a text field has the focus; only for keys with Ctrl or Alt, Escape and F-keys. */
  readonly inFields?: boolean;
};

type Scope = { readonly title: string; readonly keys: readonly Key[]; readonly modal: boolean };

type Registry = {
  readonly put: (id: string, scope: Scope) => void;
  readonly drop: (id: string) => void;
  readonly scopes: () => readonly Scope[];
};

const KeysContext = createContext<Registry>({
  put: () => undefined,
  drop: () => undefined,
  scopes: () => [],
});

const SEQUENCE_MILLISECONDS = 1200;

/** Listens once for the whole desk; screens and sheets bring their keys with `useKeys`. */
export function KeysProvider(props: {
  readonly lettersOn: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const held = useRef(new Map<string, Scope>());
  const first = useRef<{ letter: string; at: number } | undefined>(undefined);
  const registry = useMemo<Registry>(
    () => ({
      put: (id, scope) => held.current.set(id, scope),
      drop: (id) => held.current.delete(id),
      scopes: () => [...held.current.values()],
    }),
    [],
  );
  const { lettersOn } = props;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isComposing(event)) return;
      const found = findKey(event, activeKeys(held.current), lettersOn, first);
      if (!found) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [lettersOn]);
  return <KeysContext value={registry}>{props.children}</KeysContext>;
}

/** The keys of this screen (or, with `modal`, of the sheet that lies above it) for as long as it is shown. */
export function useKeys(title: string, keys: readonly Key[], modal = false): void {
  const id = useId();
  const registry = use(KeysContext);
  useEffect(() => {
    registry.put(id, { title, keys, modal });
  });
  useEffect(() => () => registry.drop(id), [id, registry]);
}

/** What the help sheet shows: read when it opens. */
export function useActiveScopes(): () => readonly Scope[] {
  const registry = use(KeysContext);
  return useCallback(() => registry.scopes(), [registry]);
}

/** A number that changes every `seconds`, for words such as “saved 12 s ago”. */
export function useTick(seconds: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), seconds * 1000);
    return () => clearInterval(timer);
  }, [seconds]);
  return now;
}

function activeKeys(held: ReadonlyMap<string, Scope>): readonly Key[] {
  const scopes = [...held.values()];
  const modal = scopes.filter((scope) => scope.modal);
  // An open sheet has the keys, what came last in it first; the screen below keeps quiet.
  return (modal.length > 0 ? modal : scopes).toReversed().flatMap((scope) => scope.keys);
}

type First = { current: { letter: string; at: number } | undefined };

function findKey(
  event: KeyboardEvent,
  keys: readonly Key[],
  lettersOn: boolean,
  first: First,
): Key | undefined {
  const before = first.current;
  first.current = undefined;
  const usable = keys.filter((key) => mayRun(key, event, lettersOn));
  if (before && Date.now() - before.at < SEQUENCE_MILLISECONDS) {
    const second = usable.find((key) => {
      const [one, two] = key.keys.split(' ');
      return one === before.letter && two !== undefined && matchesKey(event, two);
    });
    if (second) return second;
  }
  const opening = usable.find(
    (key) => key.keys.includes(' ') && matchesKey(event, key.keys.split(' ')[0] ?? ''),
  );
  if (opening) {
    first.current = { letter: opening.keys.split(' ')[0] ?? '', at: Date.now() };
    return undefined;
  }
  return usable.find((key) => !key.keys.includes(' ') && matchesKey(event, key.keys));
}

function mayRun(key: Key, event: KeyboardEvent, lettersOn: boolean): boolean {
  if (!lettersOn && isSingleLetter(key.keys)) return false;
  if (isTextField(event.target)) return key.inFields === true;
  // Enter and Space belong to the button or link that has the focus.
  return !(isNativeControl(event.target) && (key.keys === 'Enter' || key.keys === 'Space'));
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  if (!(target instanceof HTMLInputElement)) return false;
  return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
}

function isNativeControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a, summary, input, [role="tab"], [role="menuitem"]') !== null
  );
}
