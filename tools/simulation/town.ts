import type { Agency } from '#domain/newsroom/agency.ts';
import type { Digest } from '#kernel/digest.ts';
import type { Did } from '#domain/agreement/agreement.ts';
import type { SimulatedNode } from './node.ts';

/** An agency and the node it lives on. */
export type Newsroom = { readonly node: SimulatedNode; readonly agency: Agency };

export type Town = {
  readonly nodes: readonly SimulatedNode[];
  readonly newsrooms: readonly Newsroom[];
  /** The digests of all that the people of a newsroom have signed. */
  readonly signed: ReadonlyMap<Did, ReadonlySet<Digest>>;
  /** The node that lies, in some runs. */
  readonly liar?: string;
  /** What it has shown where it does not belong: the DID of who was to believe it, and the id of the entry. */
  readonly misplaced: ReadonlySet<string>;
};
