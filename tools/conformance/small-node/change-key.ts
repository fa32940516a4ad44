import { makeKey } from '../keys.ts';
import { isBehind, tellChange, type KeyChange, type SmallStore } from './small-store.ts';

/** Puts a new key of its own in the place of one; every partner is told first, or once its channel goes on (pxp-1, Keys). */
export function changeKey(store: SmallStore, role: 'sign' | 'http'): void {
  const { [role]: old, sign, does } = store;
  const partners = [...store.known.values()].filter(({ pinned }) => pinned);
  if (does('lets-one-keep-its-keys') && partners.some((to) => isBehind(store, to))) return;
  const fresh = makeKey(old.kid.replace(/\d+$/, (number) => String(Number(number) + 1)));
  const change: KeyChange = { role, fresh, old };
  if (does('tells-by-the-new-key') && role === 'sign') store.sign = fresh;
  for (const to of does('changes-keys-silently') ? [] : partners)
    if (isBehind(store, to)) to.untold.push(change);
    else tellChange(store, to, change);
  store.sign = sign;
  store.former.push(old);
  const isKept = does(role === 'sign' ? 'keeps-signing-by-old-keys' : 'keeps-calling-by-old-keys');
  if (!isKept) store[role] = fresh;
}
