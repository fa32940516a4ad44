import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '#ports/sign-in-tools.ts';
import { takeTurns } from './take-turns.ts';

/** Argon2id as OWASP advises: 19 MiB, two passes, one lane. Written out so that an update cannot change it unseen. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Hashes at once; more would take the threads that files and databases need. */
const AT_ONCE = 2;

/** Argon2id with equal time for people who are not there: an unknown account is verified against a hash nobody has. */
export function makePasswords(): Passwords {
  const turn = takeTurns(AT_ONCE);
  const nobody = turn(() => hash('a password that nobody has', COST));
  return {
    hash: (password) => turn(() => hash(normal(password), COST)),
    async verify(known, password) {
      const against = known ?? (await nobody);
      const fits = await turn(() => verify(against, normal(password)));
      return fits && known !== undefined;
    },
  };
}

/** The same phrase typed on another keyboard is the same phrase (NIST SP 800-63B §3.1.1.2). */
function normal(password: string): string {
  return password.normalize('NFKC');
}
