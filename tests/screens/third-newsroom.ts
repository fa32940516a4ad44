import { fork, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { becomePartners } from '#cli/demo/become-partners.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { readConfig } from '#main/config.ts';
import { foundNode } from '#main/found-node.ts';
import { openDemoPair, type DemoPair } from './demo-pair.ts';

/** The pair of the demo and a third newsroom, each the partner of both others. */
export type ThreeNewsrooms = DemoPair & { readonly third: NewsroomDesk };

export const THIRD_NAME = { vi: 'Hãng tin Mê Kông', 'zh-Hans': '湄公通讯社', en: 'Mekong News' };

export async function openThreeNewsrooms(): Promise<ThreeNewsrooms> {
  const port = await freePort();
  const pair = await openDemoPair({ allowHosts: [`localhost:${port}`] });
  const near = [pair.songHan, pair.luJiang].map((origin) => new URL(origin).host);
  const folder = mkdtempSync(join(tmpdir(), 'third-newsroom-'));
  const environment = {
    PACTWIRE_DATA: folder,
    PACTWIRE_PORT: String(port),
    PACTWIRE_DEMO: '1',
    PACTWIRE_ALLOW_HOSTS: [...near, `localhost:${port}`].join(','),
  };
  const config = readConfig(environment);
  await foundNode(config, { agency: AGENCY, people: [CHIEF, EDITOR], isDemo: true }, () => undefined);
  const node = await startNode(environment);
  const third = await newsroomDesk(config.publicOrigin);
  for (const origin of [pair.songHan, pair.luJiang])
    await becomePartners((await newsroomDesk(origin)).chief, third.chief);
  return {
    ...pair,
    third,
    close: async () => {
      await stopNode(node);
      await pair.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function startNode(environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, '../../src/main/run-node.ts'), {
    env: environment,
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((ready, failed) => {
    child.once('message', () => ready(child));
    child.once('exit', (code) => failed(new Error(`the third node ended (${code})`)));
  });
}

function stopNode(child: ChildProcess): Promise<void> {
  return new Promise((stopped) => {
    child.once('exit', () => stopped());
    child.kill('SIGTERM');
  });
}

const AGENCY = {
  slug: 'me-kong',
  name: THIRD_NAME,
  ownership: 'public-service',
  languages: ['vi'],
  territory: 'LA',
  timeZone: 'Asia/Ho_Chi_Minh',
  place: { vi: 'Viêng Chăn', 'zh-Hans': '万象', en: 'Vientiane' },
} as const;
const CHIEF = {
  name: 'Khăm · tổng biên tập',
  email: 'kham@me-kong.demo',
  language: 'vi',
  roles: ['chief', 'coordinator', 'administrator'],
} as const;
const EDITOR = {
  name: 'Bun · biên tập',
  email: 'bun@me-kong.demo',
  language: 'vi',
  roles: ['editor', 'translator'],
} as const;

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.on('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? found(address.port) : failed(new Error('no free port')),
      );
    });
  });
}
