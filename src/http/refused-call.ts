import type { Refusal } from './problems.ts';

/** A refusal on its way through Fastify's hooks and parsers, which only know errors; the error handler opens it again. */
export class RefusedCall extends Error {
  readonly refusal: Refusal & Record<string, unknown>;

  constructor(refusal: Refusal & Record<string, unknown>) {
    super(refusal.code);
    this.name = 'RefusedCall';
    this.refusal = refusal;
  }
}
