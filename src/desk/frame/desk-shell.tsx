import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePreferences } from '../preferences.tsx';
import { ToastsProvider } from '../toasts.tsx';
import { KeysProvider } from '../ui/keys.tsx';

/** What every address shares, signed in or not: keys and toasts. */
export function DeskShell(): ReactNode {
  const { lettersOn } = usePreferences();
  return (
    <KeysProvider lettersOn={lettersOn}>
      <ToastsProvider>
        <Outlet />
      </ToastsProvider>
    </KeysProvider>
  );
}
