/** What a key event is, as far as a shortcut needs to know. */
export type Stroke = {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/**
 * An input method is composing: the key belongs to it, whatever it is. Chromium reports 229 for keys that the method
 * has taken, also on the keydown that precedes `compositionstart`, where `isComposing` is still false.
 */
export function isComposing(stroke: Stroke): boolean {
  return stroke.isComposing || stroke.keyCode === 229 || stroke.key === 'Process';
}

/** Does the stroke match a shortcut such as `J`, `Shift+J`, `Ctrl+Enter`, `Ctrl+Alt+P`, `?`? Ctrl is also Command. */
export function matchesKey(stroke: Stroke, shortcut: string): boolean {
  const parts = shortcut.split('+');
  const wanted = parts.at(-1) ?? '';
  const ctrl = parts.includes('Ctrl');
  const alt = parts.includes('Alt');
  if ((stroke.ctrlKey || stroke.metaKey) !== ctrl || stroke.altKey !== alt) return false;
  // `?` needs Shift on one keyboard and not on another: only letters and named keys are held to it.
  const shiftMatters = wanted.length > 1 || /[a-z]/i.test(wanted);
  if (shiftMatters && stroke.shiftKey !== parts.includes('Shift')) return false;
  if (wanted === 'Space') return stroke.key === ' ';
  // With Ctrl+Alt a layout may give another character (AltGr): the place of the key decides.
  if (ctrl && alt && /^[A-Z]$/.test(wanted)) return stroke.code === `Key${wanted}`;
  return stroke.key.toLowerCase() === wanted.toLowerCase();
}

/** A shortcut that needs no Ctrl or Alt and is one character: these can be switched off (WCAG 2.1.4). */
export function isSingleLetter(shortcut: string): boolean {
  return shortcut.split(' ').every((part) => part.replace('Shift+', '').length === 1);
}
