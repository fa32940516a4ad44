import type { Station } from './station.ts';

/** What goes on once at a time: in this process, and with a station among all processes at the database. */
export type OneAtATime = {
  /** No when it goes on already. With a station it throws while the database is away. */
  begin(what: string): Promise<boolean>;
  end(what: string): Promise<void>;
};

export function oneAtATime(station?: Pick<Station, 'take' | 'giveBack'>): OneAtATime {
  const here = new Set<string>();
  return {
    async begin(what) {
      if (here.has(what)) return false;
      here.add(what);
      try {
        const isOurs = (await station?.take(what)) ?? true;
        if (!isOurs) here.delete(what);
        return isOurs;
      } catch (fault) {
        here.delete(what);
        throw fault;
      }
    },
    async end(what) {
      here.delete(what);
      await station?.giveBack(what);
    },
  };
}
