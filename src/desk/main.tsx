import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './style/base.css';
import './style/frame.css';
import './style/lists.css';
import './style/story.css';
import './style/bench.css';
import './style/wire.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { pageNonce, shareNonce } from './nonce.ts';
import { CallRefused } from './refusal.ts';
import { router } from './routes.tsx';
import { theme } from './theme.ts';
import { PreferencesProvider } from './preferences.tsx';
import { WordsProvider } from './words/use-words.tsx';

shareNonce();

/** A refusal is an answer: asking again would get the same one. Only an unreached server is asked again. */
function shouldRetry(failures: number, fault: Error): boolean {
  return failures < 2 && (!(fault instanceof CallRefused) || fault.refusal.status === 0);
}

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: shouldRetry, staleTime: 2000, refetchOnWindowFocus: true },
    mutations: { retry: false, networkMode: 'always' },
  },
});

const place = document.querySelector('#desk');
if (!place) throw new Error('index.html has no place for the desk');

createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={pageNonce}>
      <WordsProvider>
        <PreferencesProvider>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </PreferencesProvider>
      </WordsProvider>
    </MantineProvider>
  </StrictMode>,
);
