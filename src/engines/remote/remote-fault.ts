import type { RemoteRefusal } from '#ports/remote.ts';

/** A refusal on its way through a client library and the work that uses it; only the opener of the connection catches it. */
export class RemoteFault extends Error {
  readonly refusal: RemoteRefusal;
  constructor(refusal: RemoteRefusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}

/** How a connection ends that nobody wants to wait for: `ended` rejects with why, once; until then what is asked goes on. */
export type Lifeline = {
  readonly end: (refusal: RemoteRefusal) => void;
  /** What a library promises, or the end of the connection, whichever comes first. Its own faults become refusals. */
  readonly during: <T>(asked: Promise<T>) => Promise<T>;
  readonly close: () => void;
};

/** At most `totalMs` for everything; `hangUp` closes the connection at once. */
export function lifeline(totalMs: number, hangUp: () => void): Lifeline {
  let fail: (fault: RemoteFault) => void = () => undefined;
  const ended = new Promise<never>((_settle, reject) => (fail = reject));
  ended.catch(() => undefined); // whoever waits hears of it; nobody may be waiting
  const end = (refusal: RemoteRefusal): void => {
    fail(new RemoteFault(refusal));
    hangUp();
  };
  const timer = setTimeout(
    () => end({ code: 'total-timeout', detail: `Not done in ${Math.round(totalMs / 1000)} seconds.` }),
    totalMs,
  );
  return {
    end,
    close: () => clearTimeout(timer),
    async during(asked) {
      asked.catch(() => undefined); // it may fail after the end
      try {
        return await Promise.race([asked, ended]);
      } catch (fault) {
        throw fault instanceof RemoteFault ? fault : new RemoteFault(brokenOff(fault));
      }
    },
  };
}

export function brokenOff(fault: unknown): RemoteRefusal {
  return { code: 'connection-failed', detail: wordsOf(fault) };
}

/** What a library says went wrong, in one line; some say it in `responseText` alone. */
export function wordsOf(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const said = 'responseText' in fault && typeof fault.responseText === 'string' ? fault.responseText : '';
  return (said === '' ? fault.message : said).replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, 300);
}
