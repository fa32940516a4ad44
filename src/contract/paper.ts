import { Type } from 'typebox';
import { Base64Text } from '#contract/base64.ts';
import { endpoint } from '#contract/endpoint.ts';

const DigestText = Type.String({ pattern: '^sha-256:[A-Za-z0-9_-]{43}$' });

export const PaperShape = Type.Object({
  digest: DigestText,
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer(),
});

/** Five megabytes in base64. */
const MOST_LETTERS = 6_990_510;

/** The base64 of the largest paper, and what stands around it. */
const BODY_BYTES = MOST_LETTERS + 4096;

export const keepPaper = endpoint({
  method: 'POST',
  path: '/api/papers',
  permission: 'draft-agreement',
  summary: 'Keep the text on paper that goes with an agreement (PDF or DOCX), under its digest',
  bodyBytes: BODY_BYTES,
  body: Type.Object({
    name: Type.String({ maxLength: 500 }),
    content: Base64Text(MOST_LETTERS),
    wanted: Type.Optional(DigestText),
  }),
  reply: PaperShape,
});

/** What is known of a paper by its digest, so that a screen can say whether it is here. */
export const readPaper = endpoint({
  method: 'GET',
  path: '/api/papers/:digest',
  permission: 'read-wire',
  summary: 'A paper text that is kept here: its name, kind and size',
  params: Type.Object({ digest: DigestText }),
  reply: Type.Object({ paper: Type.Union([PaperShape, Type.Null()]) }),
});
