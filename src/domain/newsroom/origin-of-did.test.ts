import { expect, test } from 'vitest';
import { originOfDid } from './origin-of-did.ts';

test('an agency is reached at the host of its DID, by the scheme of its node', () => {
  expect(originOfDid('did:web:second.example', 'https://first.example')).toBe('https://second.example');
  expect(originOfDid('did:web:127.0.0.1%3A4310', 'http://localhost:4310')).toBe('http://127.0.0.1:4310');
});

test('an agency in a folder of a host is reached at the host', () => {
  expect(originOfDid('did:web:first.example:agencies:hue', 'https://first.example')).toBe(
    'https://first.example',
  );
});
