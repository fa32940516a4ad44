import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { told } from '../told.ts';
import type { Known, SmallStore } from './small-store.ts';

const MOST_DRILLS = 24;

/**
 * The states of the receipts that an entry of a drill is answered with; none where it is no kill of one. Drills are kept apart from every item;
 * a test story is cleared as soon as it is killed (pxp-1, Kill drills).
 */
export function rehearse(
  { does }: SmallStore,
  { drills }: Known,
  { type, data }: JsonObject,
): readonly string[] {
  const drill = isJsonObject(data) ? data['drill'] : undefined;
  const name = typeof drill === 'string' || does('clears-the-nameless') ? told(drill) : undefined;
  const areTooMany = drills.size >= MOST_DRILLS && !does('rehearses-without-end');
  if (type === 'drill.offered') {
    if (name !== undefined && !drills.has(name) && !areTooMany) drills.set(name, { killed: false });
    return [];
  }
  if (type !== 'drill.killed') return [];
  if (does('ignores-drills') || name === undefined) return ['refused'];
  return kill(drills, name, { areTooMany, forgets: does('forgets-drills') });
}

function kill(
  drills: Known['drills'],
  name: string,
  { areTooMany, forgets }: { readonly areTooMany: boolean; readonly forgets: boolean },
): readonly string[] {
  const known = drills.get(name);
  if (known?.killed || (!known && areTooMany)) return ['refused'];
  drills.set(name, { killed: !forgets });
  return ['received', known ? 'applied' : 'notApplicable'];
}
