import type { Agency } from '#domain/newsroom/agency.ts';

/** An agency as others see it. */
export function cardOf({ did, name, ownership }: Pick<Agency, 'did' | 'name' | 'ownership'>) {
  return { did, name: { ...name }, ownership };
}
