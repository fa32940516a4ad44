import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Id, IdParams } from '#contract/shapes.ts';

export const exportStory = endpoint({
  method: 'GET',
  path: '/api/stories/:id/export',
  permission: 'take-story',
  summary:
    'A story as a file for another system, with its rights in it: ninjs 3.1, NewsML-G2 2.35 or text; or a translation of it, as an item of its own',
  params: IdParams,
  query: Type.Object({
    as: Type.Union([Type.Literal('ninjs'), Type.Literal('newsml-g2'), Type.Literal('text')]),
    translation: Type.Optional(Id),
  }),
  reply: Type.Object({
    fileName: Type.String(),
    mediaType: Type.String(),
    text: Type.String({ description: 'the file, UTF-8' }),
    dropped: Type.Array(Type.Object({ at: Type.String(), what: Type.String(), why: Type.String() }), {
      description: 'what may not leave: pictures that no agreement lets us use',
    }),
  }),
});
