import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';

/** Answers at the latest after so many seconds. */
export const LONGEST_WAIT_SECONDS = 25;

export const awaitChanges = endpoint({
  method: 'GET',
  path: '/api/changes',
  permission: 'signed-in',
  summary: `Waits up to ${LONGEST_WAIT_SECONDS} seconds until something of the agency is no longer as it was at this mark, and says nothing about what; without one, the mark of now`,
  query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 60 })) }),
  reply: Type.Object({ mark: Type.String() }),
});
