import { useEffect, useState, useSyncExternalStore } from 'react';
import { readTranslation, saveTranslation } from '#contract/translation.ts';
import { call } from '../../call.ts';
import type { Translation } from '../../shapes.ts';
import { createBenchKeeper, type BenchKeeper } from './bench-keeper.ts';
import type { BenchState } from './bench-state.ts';
import type { Unsaved } from './unsaved.ts';

/** The keeper of one translation for as long as its bench is open. */
export function useBench(
  translation: Translation,
  place: string,
  unsaved: ReadonlyMap<string, Unsaved>,
): readonly [BenchState, BenchKeeper] {
  const { id } = translation;
  const [keeper] = useState(() =>
    createBenchKeeper(translation, unsaved, {
      place,
      save: (revision, blocks, closing) =>
        call(
          saveTranslation,
          { params: { id }, body: { revision, blocks: [...blocks] } },
          { keepalive: closing },
        ),
      reread: () => call(readTranslation, { params: { id } }),
    }),
  );
  useEffect(() => keeper.receive(translation), [keeper, translation]);
  useEffect(() => {
    // What came back from this browser goes to the server at once.
    void keeper.flush();
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') keeper.leave();
    };
    const onOnline = (): void => void keeper.flush();
    window.addEventListener('pagehide', keeper.leave);
    document.addEventListener('visibilitychange', onHidden);
    window.addEventListener('online', onOnline);
    return () => {
      window.removeEventListener('pagehide', keeper.leave);
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('online', onOnline);
      void keeper.flush();
    };
  }, [keeper]);
  return [useSyncExternalStore(keeper.subscribe, keeper.state), keeper];
}
