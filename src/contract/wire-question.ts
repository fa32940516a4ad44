import { Type } from 'typebox';
import { LanguageTag } from '#contract/shapes.ts';

/**
 * What may be asked of the wire: the words, and what narrows them. The desk keeps it in the address of the page; whatever
 * else asks the wire (a saved search, a program) asks the same.
 */
export const WIRE_QUESTION = {
  q: Type.Optional(Type.String({ maxLength: 500 })),
  asTyped: Type.Optional(
    Type.String({
      maxLength: 500,
      description: 'terms of the question, parted by |, that are not put into other languages',
    }),
  ),
  from: Type.Optional(Type.Union([Type.Literal('partners'), Type.Literal('own'), Type.Literal('all')])),
  language: Type.Optional(LanguageTag),
  topic: Type.Optional(Type.String({ maxLength: 60 })),
  newsType: Type.Optional(Type.String({ maxLength: 20 })),
  partner: Type.Optional(Type.String({ maxLength: 300, description: 'DID' })),
  hide: Type.Optional(
    Type.Literal('ran', {
      description: 'leaves out what we published, the same by another road, and our translations come home',
    }),
  ),
};
