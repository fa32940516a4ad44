import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Done, Id, InstantText } from '#contract/shapes.ts';
import { GivenProof, SigningRole, SigningRule } from '#contract/signing-shapes.ts';

const AgreementParams = Type.Object({ uid: Type.String({ maxLength: 100 }) });

export const beginSigning = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/signing',
  permission: 'approve-agreement',
  summary: 'Ask how this person shows who they are for one act under this exact text',
  params: AgreementParams,
  body: Type.Object({ digest: Type.String(), role: SigningRole }),
  reply: Type.Object({
    name: Type.String(),
    method: Type.Union([
      Type.Literal('passkey'),
      Type.Literal('password-and-code'),
      Type.Literal('demo-seat'),
    ]),
    /** For the browser, when it is a passkey. */
    options: Type.Optional(Type.Unknown()),
    ceremony: Type.Optional(Type.String()),
  }),
});

export const approveAgreement = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/approval',
  permission: 'approve-agreement',
  summary: 'Approve the exact text, so that another person may sign it',
  params: AgreementParams,
  body: Type.Object({ digest: Type.String(), proof: Type.Optional(GivenProof) }),
  reply: Done,
});

const RuleStanding = Type.Object({
  rule: SigningRule,
  /** What one seat has wished and the other has yet to confirm. */
  waiting: Type.Optional(
    Type.Object({
      rule: SigningRule,
      seat: Type.Union([Type.Literal('administrator'), Type.Literal('chief')]),
      at: InstantText,
      isOwn: Type.Boolean(),
    }),
  ),
});

export const readSigningRule = endpoint({
  method: 'GET',
  path: '/api/signing-rule',
  permission: 'read-wire',
  summary: 'How this agency signs: by one person or two, and what an outside signatory counts as',
  reply: RuleStanding,
});

export const setSigningRule = endpoint({
  method: 'PUT',
  path: '/api/signing-rule',
  permission: 'set-signing-rule',
  summary:
    'Say how we should sign; it holds when an administrator and a chief, two people, have said the same',
  body: SigningRule,
  reply: RuleStanding,
});

const SigningLink = Type.Object({
  id: Id,
  role: SigningRole,
  invitee: Type.String(),
  digest: Type.String(),
  sentAt: InstantText,
  expiresAt: InstantText,
  /** `open` until it has ended; `name` and `reason` are what the person wrote. */
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('used'),
    Type.Literal('rejected'),
    Type.Literal('revoked'),
    Type.Literal('blocked'),
    Type.Literal('expired'),
  ]),
  endedAt: Type.Optional(InstantText),
  name: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
});

export const listSigningLinks = endpoint({
  method: 'GET',
  path: '/api/agreements/:uid/links',
  permission: 'send-signing-link',
  summary: 'Signing links of an agreement and what became of them',
  params: AgreementParams,
  reply: Type.Object({ links: Type.Array(SigningLink) }),
});

export const sendSigningLink = endpoint({
  method: 'POST',
  path: '/api/agreements/:uid/links',
  permission: 'send-signing-link',
  summary:
    'Make a signing link for one exact text and one person outside; address and code are shown this once',
  params: AgreementParams,
  body: Type.Object({
    digest: Type.String(),
    invitee: Type.String({ minLength: 1, maxLength: 200 }),
    language: Type.Union([Type.Literal('vi'), Type.Literal('zh-Hans'), Type.Literal('en')]),
    days: Type.Integer({ minimum: 1, maximum: 30 }),
  }),
  reply: Type.Object({ link: SigningLink, url: Type.String(), code: Type.String() }),
});

export const revokeSigningLink = endpoint({
  method: 'DELETE',
  path: '/api/agreements/:uid/links/:id',
  permission: 'send-signing-link',
  summary: 'Take a signing link back',
  params: Type.Object({ uid: Type.String({ maxLength: 100 }), id: Id }),
  reply: Done,
});
