import { parseInstant } from '#kernel/instant.ts';
import { isJsonObject } from '#kernel/json.ts';
import { isTrailKind, type TrailStep } from '#domain/agreement/signing/evidence-trail.ts';

const MOST_STEPS = 1000;

/** The steps of a trail as evidence writes them; undefined when one is none. */
export function parseTrail(value: unknown): readonly TrailStep[] | undefined {
  if (!Array.isArray(value) || value.length > MOST_STEPS) return undefined;
  const steps = value.map(parseStep);
  const read = steps.filter((step) => step !== undefined);
  return read.length === steps.length ? read : undefined;
}

function parseStep(json: unknown): TrailStep | undefined {
  if (!isJsonObject(json)) return undefined;
  const { at, what, by } = json;
  const moment = typeof at === 'string' ? parseInstant(at) : undefined;
  return moment && typeof what === 'string' && isTrailKind(what) && typeof by === 'string'
    ? { at: moment, what, by }
    : undefined;
}
