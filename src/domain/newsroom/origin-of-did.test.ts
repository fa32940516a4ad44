import { expect, test } from 'vitest';
import { didOfOrigin, originOfDid } from './origin-of-did.ts';

test('an agency is reached at the host of its DID, by the scheme of its node', () => {
  expect(originOfDid('did:web:second.example', 'https://first.example')).toBe('https://second.example');
  expect(originOfDid('did:web:127.0.0.1%3A4310', 'http://localhost:4310')).toBe('http://127.0.0.1:4310');
});

test('an agency in a folder of a host is reached at the host', () => {
  expect(originOfDid('did:web:first.example:agencies:hue', 'https://first.example')).toBe(
    'https://first.example',
  );
});

test('an address makes a name that leads back to it', () => {
  for (const origin of ['https://second.example', 'http://localhost:4310'])
    expect(originOfDid(didOfOrigin(origin), 'http://first.example').split('//')[1]).toBe(
      origin.split('//')[1],
    );
  expect(didOfOrigin('http://localhost:4310')).toBe('did:web:localhost%3A4310');
});
