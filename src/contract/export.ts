import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Id, IdParams } from '#contract/shapes.ts';

export const exportStory = endpoint({
  method: 'GET',
  path: '/api/stories/:id/export',
  permission: 'take-story',
  summary:
    'A story as a file for another system, with its rights in it: ninjs 3.1, NewsML-G2 2.35, text, HTML, Word, or a ZIP with its pictures; or a translation of it, as an item of its own',
  params: IdParams,
  query: Type.Object({
    as: Type.Union([
      Type.Literal('ninjs'),
      Type.Literal('newsml-g2'),
      Type.Literal('nitf'),
      Type.Literal('text'),
      Type.Literal('html'),
      Type.Literal('docx'),
      Type.Literal('zip'),
    ]),
    translation: Type.Optional(Id),
  }),
  reply: Type.Object({
    fileName: Type.String(),
    mediaType: Type.String(),
    text: Type.Optional(Type.String({ description: 'the file, when it is text: UTF-8' })),
    base64: Type.Optional(Type.String({ description: 'the file, when it is bytes: Word and ZIP' })),
    dropped: Type.Array(Type.Object({ at: Type.String(), what: Type.String(), why: Type.String() }), {
      description: 'what stays behind: pictures that no agreement lets us use, or that have not come yet',
    }),
  }),
});
