/** The seats of a newsroom; one person may hold several at one agency. Spelt for the network in `contract/permissions.ts`. */
export type Role = 'viewer' | 'editor' | 'translator' | 'coordinator' | 'chief' | 'administrator';
