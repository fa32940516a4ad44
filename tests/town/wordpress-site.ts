import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ended, freePort, until } from './real-servers.ts';

const PLACE = '/usr/share/wordpress';
const PROGRAMS = ['mariadbd', 'mariadb-install-db', 'php'];

/** Is a WordPress installed that a test can make a site of (Debian: wordpress mariadb-server php-cli php-mysql php-gd)? */
export function hasWordpress(): boolean {
  const has = (program: string): boolean => spawnSync('which', [program]).status === 0;
  return existsSync(join(PLACE, 'wp-load.php')) && PROGRAMS.every(has);
}

export type WordpressSite = {
  readonly place: string;
  readonly user: string;
  readonly password: string;
  /** Runs PHP inside the site and gives what it printed. */
  readonly php: (code: string) => string;
  readonly close: () => Promise<void>;
};

/** A real site of its own: a database on a socket in a temporary folder, PHP's own server on a free port. */
export async function wordpressSite(): Promise<WordpressSite> {
  const folder = mkdtempSync(join(tmpdir(), 'wordpress-'));
  const database = await startDatabase(folder);
  const port = await freePort();
  const place = `http://127.0.0.1:${port}`;
  const site = join(folder, 'site');
  cpSync(PLACE, site, { recursive: true });
  rmSync(join(site, 'wp-config.php'), { force: true });
  mkdirSync(join(site, 'wp-content/uploads'), { recursive: true });
  writeFileSync(join(site, 'wp-config.php'), configOf(folder, place));
  const php = (code: string): string => runPhp(site, code);
  php(
    "define('WP_INSTALLING', true); require 'wp-load.php'; require 'wp-admin/includes/upgrade.php';" +
      "wp_install('Báo thử', 'lan', 'lan@demo.example', true, '', 'a-password-for-a-test');",
  );
  const password = php(
    "require 'wp-load.php'; echo WP_Application_Passwords::create_new_application_password(1, ['name' => 'test'])[0];",
  ).trim();
  const server = spawn('php', ['-S', `127.0.0.1:${port}`, '-t', site], {
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '2' },
    stdio: 'ignore',
    detached: true,
  });
  await until(async () => (await fetch(`${place}/?rest_route=/`)).ok);
  return {
    place,
    user: 'lan',
    password,
    php,
    async close() {
      await Promise.all([ended(server), ended(database)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configOf(folder: string, place: string): string {
  return `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:${join(folder, 'db.sock')}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '${place}'); define('WP_SITEURL', '${place}');
// Application passwords without TLS are for sites that say they are local.
define('WP_ENVIRONMENT_TYPE', 'local'); define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true); define('FS_METHOD', 'direct'); define('WP_DEBUG', false);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`;
}

async function startDatabase(folder: string): Promise<ChildProcess> {
  const data = join(folder, 'db');
  const { username } = userInfo();
  const user = `--user=${username}`;
  const made = spawnSync('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    user,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  if (made.status !== 0) throw new Error(`no database: ${String(made.stderr)}`);
  const database = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--datadir=${data}`,
      user,
      `--socket=${join(folder, 'db.sock')}`,
      '--skip-networking',
      '--skip-grant-tables',
      '--innodb-flush-log-at-trx-commit=0',
    ],
    { stdio: 'ignore', detached: true },
  );
  await until(async () => existsSync(join(folder, 'db.sock')));
  const socket = join(folder, 'db.sock');
  const created = spawnSync('php', [
    '-r',
    `$db = new mysqli('localhost', 'root', '', '', 0, '${socket}'); $db->query('create database wordpress character set utf8mb4');`,
  ]);
  if (created.status !== 0)
    throw new Error(`no database: ${String(created.stdout)}${String(created.stderr)}`);
  return database;
}

function runPhp(site: string, code: string): string {
  const ran = spawnSync('php', ['-r', `$_SERVER['HTTP_HOST'] = 'localhost'; ${code}`], {
    cwd: site,
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(`PHP ended with ${ran.status}: ${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}
