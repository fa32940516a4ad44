/** The database roles of a node. The application is none of the others; it may only step into the log writer's shoes. */
export const ROLES = ['pactwire_migrator', 'pactwire_app', 'pactwire_portal', 'pactwire_log'] as const;
export type DatabaseRole = (typeof ROLES)[number];
