import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { IdParams } from '#contract/shapes.ts';

export const exportStory = endpoint({
  method: 'GET',
  path: '/api/stories/:id/export',
  permission: 'take-story',
  summary: 'A story as a file for another system, with its rights in it: ninjs 3.1 or NewsML-G2 2.35',
  params: IdParams,
  query: Type.Object({ as: Type.Union([Type.Literal('ninjs'), Type.Literal('newsml-g2')]) }),
  reply: Type.Object({
    fileName: Type.String(),
    mediaType: Type.String(),
    text: Type.String({ description: 'the file, UTF-8' }),
    dropped: Type.Array(Type.Object({ at: Type.String(), what: Type.String(), why: Type.String() }), {
      description: 'what may not leave: pictures that no agreement lets us use',
    }),
  }),
});
