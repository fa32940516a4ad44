import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { readLocal, writeLocal } from './local.ts';

export type Density = 'comfortable' | 'compact';

type Preferences = {
  readonly lettersOn: boolean;
  readonly density: Density;
  readonly setLettersOn: (on: boolean) => void;
  readonly setDensity: (density: Density) => void;
};

const LETTERS = 'pactwire.letters';
const DENSITY = 'pactwire.density';

const PreferencesContext = createContext<Preferences>({
  lettersOn: true,
  density: 'comfortable',
  setLettersOn: () => undefined,
  setDensity: () => undefined,
});

/** How this person likes this screen; kept in this browser. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [lettersOn, setLetters] = useState(() => readLocal(LETTERS) !== 'off');
  const [density, setDensityState] = useState<Density>(() =>
    readLocal(DENSITY) === 'compact' ? 'compact' : 'comfortable',
  );
  useEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  const value = useMemo(
    () => ({
      lettersOn,
      density,
      setLettersOn: (on: boolean) => {
        writeLocal(LETTERS, on ? 'on' : 'off');
        setLetters(on);
      },
      setDensity: (next: Density) => {
        writeLocal(DENSITY, next);
        setDensityState(next);
      },
    }),
    [lettersOn, density],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  return use(PreferencesContext);
}
