import type { Agency, Direction } from '../../shapes.ts';

/** What every group of questions of one direction is given. */
export type DirectionProps = {
  /** Where its answers stand in the draft. */
  readonly name: 'give' | 'receive';
  readonly value: Direction;
  /** Connected agencies that are no party: whose stories may be passed on, and to whom. */
  readonly outsiders: readonly Agency[];
  /** Questions that make no sense between these parties. */
  readonly unasked: readonly (keyof Direction)[];
  readonly onChange: (value: Direction) => void;
};
