import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Format } from 'typebox/format';
import { BASE64_FORMAT, isBase64 } from '#contract/base64.ts';
import { closedShape } from '#contract/closed-shape.ts';

/** One place where a value is not of the expected shape; `at` is a JSON pointer (RFC 6901). */
export type Misfit = { readonly at: string; readonly why: string };

/** A compiled shape; an empty list means that the value fits it. */
export type ShapeCheck = (value: unknown) => readonly Misfit[];

Format.Set(BASE64_FORMAT, isBase64);

const SHOWN = 20;

/**
 * A shape with every object closed: unknown fields are misfits, nothing is coerced, dropped or defaulted. It is compiled with the
 * first value: a node that starts does not wait for hundreds of shapes of which it needs a dozen.
 */
export function shapeCheck(schema: TSchema): ShapeCheck {
  let compiled: ReturnType<typeof compile> | undefined;
  return (value) => {
    const validator = (compiled ??= compile(schema));
    if (validator.Check(value)) return placesOfNul(value, '').slice(0, SHOWN);
    return validator
      .Errors(value)
      .filter((error) => error.keyword !== 'boolean')
      .slice(0, SHOWN)
      .map((error) => ({ at: error.instancePath, why: error.message }));
  };
}

function compile(schema: TSchema) {
  return Compile(closedShape(schema));
}

/** U+0000 is a character of JSON and of no text column: no field may have it. */
function placesOfNul(value: unknown, at: string): Misfit[] {
  if (typeof value === 'string') return value.includes('\0') ? [{ at, why: 'must not contain U+0000' }] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => placesOfNul(part, `${at}/${key}`));
}

/** For a part that an endpoint does not have: nothing fits but nothing. */
export const expectNothing: ShapeCheck = (value) =>
  value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0)
    ? []
    : [{ at: '', why: 'must be absent' }];
