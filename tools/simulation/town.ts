import type { Agency } from '#domain/newsroom/agency.ts';
import type { SimulatedNode } from './node.ts';

/** An agency and the node it lives on. */
export type Newsroom = { readonly node: SimulatedNode; readonly agency: Agency };

export type Town = {
  readonly nodes: readonly SimulatedNode[];
  readonly newsrooms: readonly Newsroom[];
  /** The node that lies, in some runs. */
  readonly liar?: string;
};
