import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { testDoors } from '#tests/town/test-doors.ts';
import { mountDeskApp } from './desk-app.ts';

let folder: string;
let server: FastifyInstance;
beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), 'pactwire-desk-'));
  folder = join(parent, 'desk');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(parent, 'secret.txt'), 'outside');
  writeFileSync(
    join(folder, 'index.html'),
    '<script nonce="__CSP_NONCE__" src="/desk/assets/a-1.js"></script>',
  );
  writeFileSync(join(folder, 'assets/a-1.js'), 'run()');
  writeFileSync(join(folder, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  server = await testDoors();
  await mountDeskApp(server, folder);
});
afterAll(async () => {
  await server.close();
  rmSync(join(folder, '..'), { recursive: true });
});

describe('the desk', () => {
  test('gets a fresh nonce on its page and in its policy, and nothing unsafe beside it (T13)', async () => {
    const nonces = new Set<string>();
    for (const url of ['/desk/', '/desk/index.html', '/desk/wire?q=a', '/desk/s/0190']) {
      const { statusCode, headers, body } = await server.inject(url);
      const policy = String(headers['content-security-policy']);
      const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
      expect(statusCode).toBe(200);
      expect(body).toBe(`<script nonce="${nonce}" src="/desk/assets/a-1.js"></script>`);
      expect(policy).not.toContain('unsafe-');
      expect(headers['cache-control']).toBe('no-store');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(4);
  });

  test('is reached without its last slash', async () => {
    const { statusCode, headers } = await server.inject('/desk');
    expect([statusCode, headers['location']]).toEqual([302, '/desk/']);
  });

  test('has its hashed files kept for a year and the others asked for again', async () => {
    const asset = await server.inject('/desk/assets/a-1.js');
    expect([asset.body, asset.headers['cache-control']]).toEqual([
      'run()',
      'public, max-age=31536000, immutable',
    ]);
    expect(asset.headers['content-type']).toContain('javascript');
    const mark = await server.inject('/desk/mark.svg');
    expect([mark.statusCode, mark.headers['cache-control']]).toEqual([200, 'public, max-age=0']);
    expect((await server.inject('/desk/assets/a-2.js')).statusCode).toBe(404);
  });

  test('that was not built says so', async () => {
    const unbuilt = await testDoors();
    await mountDeskApp(unbuilt, join(folder, 'nowhere'));
    expect((await unbuilt.inject('/desk/')).json().code).toBe('desk-not-built');
    await unbuilt.close();
  });
});

test.skipIf(!hasSharedData)(`no traversal leaves the desk’s folder${needsSharedData}`, async () => {
  const lines: string[] = JSON.parse(sharedText('security/path/traversal.shared.json'));
  expect(lines.length).toBeGreaterThan(50);
  const extra = ['../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', 'assets/../../secret.txt'];
  for (const path of [...lines, ...extra]) {
    const { statusCode, body } = await server.inject({ method: 'GET', url: `/desk/${encodeURI(path)}` });
    expect(statusCode).toBeLessThan(500);
    expect(body).not.toContain('outside');
    const raw = await server.inject({ method: 'GET', url: `/desk/${path.replaceAll(/[^\x21-\x7e]/g, '')}` });
    expect(raw.statusCode).toBeLessThan(500);
    expect(raw.body).not.toContain('outside');
  }
});
