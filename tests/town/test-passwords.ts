/** Passwords of the throw-away test cluster on loopback. */
export const TEST_PASSWORDS = {
  postgres: 'test-postgres',
  pactwire_migrator: 'test-migrator',
  pactwire_app: 'test-app',
  pactwire_portal: 'test-portal',
  pactwire_log: 'unused: it cannot sign in',
} as const;
