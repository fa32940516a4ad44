import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Seconds of the keystroke-level model: a key of an average typist, and a decision (Card, Moran and Newell, CACM 23(7), 1980). */
export const KEY_SECONDS = 0.28;
export const DECISION_SECONDS = 1.35;

/** What a person does to a form with the keyboard alone. */
export type Strokes = {
  /** To move from one field to the next. */
  readonly moving: number;
  /** To answer, with those that an input method needs. */
  readonly answering: number;
  /** Fields that were changed. */
  readonly filled: number;
  /** Questions that were come by: each is decided, also to leave it as it stands. */
  readonly decisions: number;
};

/** The time that the model gives for it, without a word of reading, waiting or talking. */
export function estimatedSeconds({ moving, answering, decisions }: Strokes): number {
  return (moving + answering) * KEY_SECONDS + decisions * DECISION_SECONDS;
}

/** Keys for a text: two for a capital, Telex for Vietnamese marks, four for a Chinese character by pinyin. */
export function keysOf(text: string): number {
  return [...text.normalize('NFD').replaceAll(/[đĐ]/g, 'dd')].reduce((sum, one) => sum + keysOfOne(one), 0);
}

function keysOfOne(character: string): number {
  if (/\p{Script=Han}/u.test(character)) return 4;
  return /[\p{Lu}“”:!?"()]/u.test(character) ? 2 : 1;
}

/** With `PACTWIRE_PACE=person` every key and decision takes the time that the model gives it, so that a clock can be read beside. */
const SECOND_MS = process.env['PACTWIRE_PACE'] === 'person' ? 1000 : 0;

type Answer = { readonly question: string; readonly label?: string; readonly keys: string };

/**
 * Goes through a form from its first field to `last`, one key after the other and without a pointer, and answers on the way: a space ticks
 * the field with this label, any other text is typed into the first field of its question.
 */
export async function answerByKeys(page: Page, answers: readonly Answer[], last: string): Promise<Strokes> {
  const open = new Set(answers);
  const asked = new Set<string>();
  let [moving, answering] = [0, 0];
  for (; moving < MOST_KEYS && !asked.has(last); moving += 1) {
    await setTimeout(KEY_SECONDS * SECOND_MS);
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (at.question === undefined) continue;
    if (!asked.has(at.question)) await setTimeout(DECISION_SECONDS * SECOND_MS);
    asked.add(at.question);
    const answer = [...open].find(
      ({ question, label }) => question === at.question && (label === undefined || label === at.label),
    );
    if (!answer) continue;
    for (const character of answer.keys) {
      await setTimeout(keysOf(character) * KEY_SECONDS * SECOND_MS);
      await page.keyboard.type(character);
    }
    answering += keysOf(answer.keys);
    open.delete(answer);
  }
  if (open.size > 0) throw new Error(`never asked: ${JSON.stringify([...open])}`);
  return { moving, answering, filled: answers.length, decisions: asked.size };
}

const MOST_KEYS = 400;

function focused(page: Page): Promise<{ question?: string; label?: string }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const question = element?.closest('[data-question]')?.getAttribute('data-question');
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return { ...(question ? { question } : {}), ...(label ? { label } : {}) };
  });
}
