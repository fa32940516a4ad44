import { Type } from 'typebox';

/** What a person does for their side under one exact text. */
export const SigningRole = Type.Union([Type.Literal('approver'), Type.Literal('signatory')]);

/** How a person showed who they are, strongest first; only a passkey's assertion can be verified by others. */
export const ProofMethod = Type.Union([
  Type.Literal('passkey'),
  Type.Literal('password-and-code'),
  Type.Literal('signing-link'),
  Type.Literal('command-line'),
  Type.Literal('demo-seat'),
]);

/** What a person gives for one act: the answer of their passkey, or password and one-time code typed anew. */
export const GivenProof = Type.Union([
  Type.Object({ ceremony: Type.String({ maxLength: 100 }), response: Type.Unknown() }),
  Type.Object({ password: Type.String({ maxLength: 1024 }), code: Type.String({ maxLength: 12 }) }),
]);

/** How an agency signs: by one person or two, and what somebody without an account counts as. */
export const SigningRule = Type.Object({
  twoPerson: Type.Boolean(),
  outside: Type.Union([Type.Literal('nobody'), Type.Literal('approver'), Type.Literal('signatory')]),
});
