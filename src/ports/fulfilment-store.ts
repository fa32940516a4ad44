import type { Fulfilment, FulfilmentWord } from '#domain/agreement/commitment/fulfilment.ts';

/** What was done towards commitments, and the words said of it; everything is added and never changed. */
export type FulfilmentStore = {
  /** Of one agreement or of all, in the order in which they came here. */
  list(agreement?: string): Promise<readonly Fulfilment[]>;
  find(id: string): Promise<Fulfilment | undefined>;
  /** By the name that the side which recorded it gave it. */
  findByName(name: Pick<Fulfilment, 'recordedBy' | 'name'>): Promise<Fulfilment | undefined>;
  /** The same record of the same side once. */
  record(fulfilment: Omit<Fulfilment, 'words'>, personId?: string): Promise<void>;
  /** Holds the record until the transaction ends. */
  lock(id: string): Promise<void>;
  say(id: string, word: FulfilmentWord, personId?: string): Promise<void>;
};
