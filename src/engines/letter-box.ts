import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Letter, Letters } from '#ports/letters.ts';
import type { Clock } from '#ports/world.ts';

/**
 * Lays letters as RFC 5322 files (`.eml`) into a folder, whole and synced before their name appears, for the mail system of
 * the house to carry and remove. They need no mail server and no password of one.
 */
export function letterBox(folder: string, sender: string, clock: Clock): Letters {
  return {
    async lay(letter) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const aside = join(folder, `.${letter.name}.new`);
      const file = await open(aside, 'w', 0o600);
      try {
        await file.writeFile(printLetter(letter, sender, new Date(clock.now())));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, join(folder, `${letter.name}.eml`));
    },
  };
}

/** Subject and addresses are ours or were parsed with the agreement; a line break in them would begin another header. */
function printLetter({ name, to, subject, text }: Letter, sender: string, at: Date): string {
  const oneLine = (words: string): string => words.replace(/[\r\n]+/g, ' ');
  const lines = [
    `From: <${oneLine(sender)}>`,
    `To: ${to.map((address) => `<${oneLine(address)}>`).join(', ')}`,
    `Subject: ${oneLine(subject)}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${name}@${sender.split('@').at(-1) ?? 'localhost'}>`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text.split('\n'),
    '',
  ];
  return lines.join('\r\n');
}
