import type { Result } from '#kernel/result.ts';
import type { Refusal } from '../../refusal.ts';
import type { Translation } from '../../shapes.ts';
import {
  acknowledge,
  blocksToSend,
  editBlock,
  markBlock,
  openBench,
  receive,
  settleBlock,
  type BenchState,
  type SentBlock,
} from './bench-state.ts';
import { keepUnsaved, settleUnsaved, type KeptState, type Unsaved } from './unsaved.ts';

type Saved = { readonly revision: number; readonly savedAt: string };

type Needs = {
  readonly place: string;
  readonly save: (
    revision: number,
    blocks: readonly SentBlock[],
    closing: boolean,
  ) => Promise<Result<Saved, Refusal>>;
  readonly reread: () => Promise<Result<Translation, Refusal>>;
};

/** Keeps what is typed on one bench: in this browser at once, at the server soon, never lost in between. */
export type BenchKeeper = {
  readonly state: () => BenchState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly edit: (id: string, text: string) => void;
  readonly mark: (id: string, mark: KeptState) => void;
  readonly settle: (id: string, choice: 'mine' | 'theirs') => void;
  readonly receive: (translation: Translation) => void;
  /** Resolves when the server has everything, or when it has refused. */
  readonly flush: () => Promise<void>;
  /** The page is closing: one last call that outlives it. */
  readonly leave: () => void;
};

const IDLE_MILLISECONDS = 700;
/** Somebody who types without a pause is saved in between all the same. */
const LONGEST_TYPING_MILLISECONDS = 2500;
const LONGEST_WAIT_MILLISECONDS = 20_000;

/** The state with its listeners, and the copy in this browser of what is not yet acknowledged. */
type Held = {
  readonly now: () => BenchState;
  readonly become: (next: BenchState) => void;
  readonly keepHere: (id: string) => void;
  readonly subscribe: (listener: () => void) => () => void;
};

function holdBench(translation: Translation, unsaved: ReadonlyMap<string, Unsaved>, place: string): Held {
  let state = openBench(translation, unsaved);
  const become = (next: BenchState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const listeners = new Set<() => void>();
  return {
    now: () => state,
    become,
    keepHere: (id) => {
      const block = state.blocks.find((one) => one.id === id);
      if (!block?.dirty) return;
      const mark = block.state === 'confirmed' ? 'confirmed' : 'draft';
      become({ ...state, keeping: state.keeping + 1 });
      void keepUnsaved(place, id, { text: block.text, state: mark, base: block.held }).finally(() =>
        become({ ...state, keeping: state.keeping - 1 }),
      );
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Saver = { readonly later: (milliseconds: number) => void; readonly flush: () => Promise<void> };

/** One call at a time, so that revisions stay in step; what is typed meanwhile goes with the next. */
function createSaver(held: Held, needs: Needs): Saver {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  let failures = 0;
  let waitingSince: number | undefined;

  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    const retrying = failures > 0;
    waitingSince ??= Date.now();
    const left = retrying ? milliseconds : waitingSince + LONGEST_TYPING_MILLISECONDS - Date.now();
    timer = setTimeout(() => void flush(), Math.max(0, Math.min(milliseconds, left)));
  };

  async function saveOnce(): Promise<void> {
    const sent = blocksToSend(held.now());
    if (sent.length === 0) return;
    held.become({ ...held.now(), saving: true });
    const result = await needs.save(held.now().revision, sent, false);
    if (result.ok) {
      failures = 0;
      held.become({ ...acknowledge(held.now(), sent, result.value), saving: false });
      for (const block of sent) void settleUnsaved(needs.place, block.id, { ...block, base: block.text });
      return;
    }
    failures += 1;
    if (result.error.status === 409 || result.error.status === 412) return meetServer(result.error);
    held.become({ ...held.now(), saving: false, fault: result.error });
    if (mayPass(result.error)) later(Math.min(LONGEST_WAIT_MILLISECONDS, 1000 * 2 ** failures));
  }

  /** Somebody else saved first: read what they made, keep ours, and try again with the new revision. */
  async function meetServer(refusal: Refusal): Promise<void> {
    const read = await needs.reread();
    if (!read.ok) return held.become({ ...held.now(), saving: false, fault: read.error });
    held.become({ ...receive(held.now(), read.value), saving: false });
    if (failures > 3) held.become({ ...held.now(), fault: refusal });
    else later(0);
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    waitingSince = undefined;
    while (underWay) await underWay;
    underWay = saveOnce().finally(() => {
      underWay = undefined;
    });
    await underWay;
    if (blocksToSend(held.now()).length > 0 && !held.now().fault) later(IDLE_MILLISECONDS);
  }

  return { later, flush };
}

export function createBenchKeeper(
  translation: Translation,
  unsaved: ReadonlyMap<string, Unsaved>,
  needs: Needs,
): BenchKeeper {
  const held = holdBench(translation, unsaved, needs.place);
  const saver = createSaver(held, needs);
  return {
    state: held.now,
    subscribe: held.subscribe,
    edit: (id, text) => {
      held.become(editBlock(held.now(), id, text));
      held.keepHere(id);
      saver.later(IDLE_MILLISECONDS);
    },
    mark: (id, mark) => {
      held.become(markBlock(held.now(), id, mark));
      held.keepHere(id);
      saver.later(0);
    },
    settle: (id, choice) => {
      const mine = held.now().blocks.find((block) => block.id === id)?.text ?? '';
      held.become(settleBlock(held.now(), id, choice));
      if (choice === 'theirs')
        void settleUnsaved(needs.place, id, { text: mine, base: mine, state: 'draft' });
      held.keepHere(id);
      saver.later(0);
    },
    receive: (next) => held.become(receive(held.now(), next)),
    flush: saver.flush,
    leave: () => {
      const sent = blocksToSend(held.now());
      if (sent.length > 0) void needs.save(held.now().revision, sent, true);
    },
  };
}

/** Will the same call perhaps succeed later? An unreached or troubled server may come back; a refusal stays one. */
function mayPass(refusal: Refusal): boolean {
  return refusal.status === 0 || refusal.status === 429 || refusal.status >= 500;
}
