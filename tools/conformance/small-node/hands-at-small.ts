import { printBundle } from '../bundle-file.ts';
import type { Hands } from '../hands.ts';
import { channelOf } from '../keys.ts';
import { packTar } from '../tar.ts';
import { changeKey } from './change-key.ts';
import { readBundle } from './read-bundle.ts';
import { headFor, openEpoch, type Known, type SmallStore } from './small-store.ts';

/** What a person does at the small node. */
export function handsAtSmall(store: SmallStore): Hands {
  let kept: readonly (readonly [Known, readonly Known['written'][number][]])[] = [];
  return {
    readBundle: (file) => readBundle(store, file),
    async writeBundle(did) {
      const to = store.known.get(did);
      if (!to) throw new Error(`${did} is nobody’s name`);
      const entries = to.written.map(({ jws }) => jws);
      const said = store.does('bundles-other-entries') ? entries.slice(1) : entries;
      const cursor = { epoch: 1, seq: to.held.length, hash: to.held.at(-1)?.hash ?? null };
      const ch = channelOf(store.did, did);
      const head = headFor(store, to);
      return packTar(printBundle({ key: store.sign, ch, after: 0, head, entries: said, cursor }));
    },
    async rotate(role) {
      changeKey(store, role);
    },
    async reopen(did) {
      const to = store.known.get(did);
      if (to) openEpoch(store, to);
    },
    async backUp() {
      kept = [...store.known.values()].map((known) => [known, [...known.written]]);
    },
    /** What left it is remembered beside its database: how far each channel had gone. */
    async restore() {
      for (const [known, written] of kept) {
        known.mark = known.written.length;
        known.written.splice(0, Infinity, ...written);
      }
    },
  };
}
