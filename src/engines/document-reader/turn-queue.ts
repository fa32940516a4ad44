/** Jobs that wait, each under the key (a source) it is for. */
export type TurnQueue<Job> = {
  readonly add: (job: Job) => void;
  /** The next job whose key is not among these; keys take turns, whatever one of them has waiting. */
  readonly next: (busy: ReadonlySet<string>) => Job | undefined;
  readonly takeAll: () => readonly Job[];
  readonly isEmpty: () => boolean;
};

export function turnQueue<Job extends { readonly key: string }>(): TurnQueue<Job> {
  // In the order of turns: a key that had its turn goes to the end.
  const jobs = new Map<string, readonly Job[]>();
  return {
    add: (job) => void jobs.set(job.key, [...(jobs.get(job.key) ?? []), job]),
    next(busy) {
      for (const [key, [job, ...rest]] of jobs) {
        if (busy.has(key)) continue;
        jobs.delete(key);
        if (rest.length > 0) jobs.set(key, rest);
        return job;
      }
      return undefined;
    },
    takeAll() {
      const all = [...jobs.values()].flat();
      jobs.clear();
      return all;
    },
    isEmpty: () => jobs.size === 0,
  };
}
