import type { Result } from '#kernel/result.ts';

/** A picture made anew for readers: nothing of the original's metadata is in it (I26). */
export type Derivative = {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/webp' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
};

/**
 * Why no derivative was made. `picture-type`: by its first bytes it is none of the kinds we decode (SVG never is).
 * `picture-broken`: it does not decode in full. `picture-too-large`: more pixels, frames or memory than we give.
 */
export type PictureRefusal = {
  readonly code: 'picture-type' | 'picture-broken' | 'picture-too-large' | 'picture-timeout';
  readonly detail: string;
};

/** Decodes, turns upright, scales down to `maxWidth` and encodes again, in a process that can be killed. */
export type MakeDerivative = (
  bytes: Uint8Array,
  want: { readonly maxWidth: number; readonly as?: 'webp' | 'jpeg' },
) => Promise<Result<Derivative, PictureRefusal>>;
