/** The seats of a newsroom; one person may hold several at one agency. */
export const ROLES = ['viewer', 'editor', 'translator', 'coordinator', 'chief', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/**
 * The one table of permissions, used by desk and API alike: what may be done, and by whom.
 * A person may do a thing when one of their roles is named in its row.
 */
export const PERMISSIONS = {
  'read-wire': ['viewer', 'editor', 'translator', 'coordinator', 'chief', 'administrator'],
  'take-story': ['editor', 'chief'],
  translate: ['editor', 'translator', 'chief'],
  'confirm-restrictions': ['editor', 'chief'],
  publish: ['editor', 'chief'],
  'ask-override': ['editor', 'chief'],
  'answer-override': ['coordinator', 'chief'],
  'open-overrides': ['chief', 'administrator'],
  'correct-own': ['editor', 'chief'],
  'kill-own': ['chief'],
  'run-drill': ['editor', 'chief'],
  'answer-notice': ['editor', 'chief'],
  'draft-agreement': ['coordinator', 'chief'],
  'record-fulfilment': ['coordinator', 'chief'],
  'approve-agreement': ['coordinator', 'chief'],
  'sign-agreement': ['chief'],
  'send-signing-link': ['coordinator', 'chief'],
  'set-signing-rule': ['chief', 'administrator'],
  'manage-partners': ['coordinator', 'chief', 'administrator'],
  'manage-sources': ['administrator', 'chief'],
  'manage-destinations': ['administrator', 'chief'],
  'manage-agency': ['administrator'],
  'manage-people': ['administrator'],
  'manage-keys': ['administrator'],
  'manage-api-keys': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function mayDo(roles: readonly Role[], permission: Permission): boolean {
  return PERMISSIONS[permission].some((role) => roles.includes(role));
}

/** What an API key may be made for; an endpoint that keys may call names one (contract/endpoint.ts). */
export const KEY_SCOPES = ['read-wire', 'read-partners'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];
