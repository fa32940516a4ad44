import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { BUNDLE_LIMITS, MANIFEST_NAME, memberName, readMemberName } from '#formats/bundle/bundle-member.ts';
import {
  printTarHeader,
  readTarHeader,
  TAR_BLOCK,
  tarPadding,
  type TarMember,
} from '#formats/bundle/tar-header.ts';
import { MAX_COMPACT_BYTES } from '#formats/envelope/compact-jws.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type {
  BundleFault,
  BundleFiles,
  BundleTooLarge,
  BundleMember,
  BundleParts,
} from '#ports/bundle-files.ts';

type BundleLimits = { readonly bytes: number; readonly members: number };

function tooLarge({ bytes, members }: BundleLimits): BundleTooLarge {
  return { code: 'bundle-too-large', mostBytes: bytes, mostMembers: members };
}

/** Bundles as tar files; their members are laid out under a folder of the node, one by one, so that memory stays bounded. */
export function bundleFiles(folder: string, limits: BundleLimits = BUNDLE_LIMITS): BundleFiles {
  return {
    async withParts(work) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const place = await mkdtemp(join(folder, 'bundle-'));
      try {
        return await work(await partsIn(place));
      } finally {
        await rm(place, { recursive: true, force: true });
      }
    },
    async pack(file, manifest, parts) {
      const members = parts.list();
      const bytes = members.reduce((sum, { size }) => sum + size + 2 * TAR_BLOCK, MAX_COMPACT_BYTES);
      if (bytes > limits.bytes || members.length > limits.members) return refuse(tooLarge(limits));
      return pack(file, manifest, parts);
    },
    async unpack(file, parts, admit) {
      const isFile = await stat(file).then(
        (found) => found.isFile(),
        () => false, // not there, or not for us
      );
      if (!isFile) return unreadable('file');
      const handle = await open(file, 'r');
      try {
        const tar = await readerOf(handle);
        const manifest = await readManifest(tar);
        if (!manifest.ok) return manifest;
        const admitted = await admit(manifest.value);
        if (!admitted.ok) return admitted;
        const laid = await layOut(tar, parts, limits);
        return laid.ok ? manifest : laid;
      } finally {
        await handle.close();
      }
    },
  };
}

async function partsIn(folder: string): Promise<BundleParts> {
  const members = new Map<string, BundleMember>();
  for (const part of Object.keys(BUNDLE_LIMITS.memberBytes)) await mkdir(join(folder, part));
  return {
    list: () => [...members.values()],
    async add(part, bytes) {
      const member = { part, digest: digestOf(bytes), size: bytes.length };
      const name = memberName(member);
      if (!members.has(name)) await writeFile(join(folder, name), bytes, { mode: 0o600 });
      members.set(name, member);
      return member;
    },
    async read(part, digest) {
      const name = memberName({ part, digest });
      return members.has(name) ? readFile(join(folder, name)) : undefined;
    },
  };
}

async function pack(
  file: string,
  manifest: string,
  parts: BundleParts,
): Promise<Result<number, { readonly code: 'bundle-file-refused' }>> {
  const isThere = await access(file).then(
    () => true,
    () => false, // as it has to be
  );
  const aside = `${file}.part`;
  const handle = isThere ? undefined : await open(aside, 'wx', 0o600).catch(() => undefined);
  if (!handle) return refuse({ code: 'bundle-file-refused' });
  try {
    let size = await writeMember(handle, MANIFEST_NAME, Buffer.from(manifest));
    for (const member of parts.list()) {
      const bytes = await parts.read(member.part, member.digest);
      if (!bytes) throw new Error(`a member of a bundle is gone: ${memberName(member)}`);
      size += await writeMember(handle, memberName(member), bytes);
    }
    await handle.appendFile(new Uint8Array(2 * TAR_BLOCK));
    await handle.sync();
    await handle.close();
    await rename(aside, file);
    return accept(size + 2 * TAR_BLOCK);
  } catch (fault) {
    await handle.close().catch(() => undefined); // it may be closed already
    await rm(aside, { force: true });
    throw fault;
  }
}

async function writeMember(handle: FileHandle, name: string, bytes: Uint8Array): Promise<number> {
  const { length: size } = bytes;
  await handle.appendFile(printTarHeader({ name, size }));
  await handle.appendFile(bytes);
  await handle.appendFile(new Uint8Array(tarPadding(size)));
  return TAR_BLOCK + size + tarPadding(size);
}

/** An archive that is read from its beginning to its end. */
type TarReader = {
  /** Where the next member begins; `cut-off` when the file ends before the archive does. */
  next(): Promise<TarMember | 'end' | 'cut-off' | undefined>;
  /** The bytes of the member that `next` has named. */
  bytes(): Promise<Uint8Array>;
};

async function readerOf(handle: FileHandle): Promise<TarReader> {
  const { size: fileSize } = await handle.stat();
  let member: TarMember = { name: '', size: 0 };
  let at = 0;
  return {
    async next() {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(TAR_BLOCK), 0, TAR_BLOCK, at);
      if (bytesRead < TAR_BLOCK) return 'cut-off';
      const header = readTarHeader(buffer);
      if (header === undefined || header === 'end') return header;
      member = header;
      at += TAR_BLOCK;
      return at + header.size > fileSize ? 'cut-off' : header;
    },
    async bytes() {
      const { size } = member;
      const { buffer } = await handle.read(Buffer.alloc(size), 0, size, at);
      at += size + tarPadding(size);
      return buffer;
    },
  };
}

async function readManifest(tar: TarReader): Promise<Result<string, BundleFault>> {
  const first = await tar.next();
  if (first === 'cut-off') return refuse({ code: 'bundle-cut-off' });
  if (first === undefined || first === 'end' || first.name !== MANIFEST_NAME) return unreadable('member');
  return first.size > MAX_COMPACT_BYTES
    ? unreadable('manifest')
    : accept(Buffer.from(await tar.bytes()).toString('latin1'));
}

async function layOut(
  tar: TarReader,
  parts: BundleParts,
  limits: BundleLimits,
): Promise<Result<true, BundleFault>> {
  let total = 0;
  for (let count = 0; ; count += 1) {
    const next = await tar.next();
    if (next === 'end') return accept(true);
    if (next === 'cut-off') return refuse({ code: 'bundle-cut-off' });
    const named = next && readMemberName(next.name);
    if (!next || !named) return unreadable('member');
    total += next.size;
    if (next.size > BUNDLE_LIMITS.memberBytes[named.part] || total > limits.bytes || count >= limits.members)
      return refuse(tooLarge(limits));
    const { digest } = await parts.add(named.part, await tar.bytes());
    if (digest !== named.digest) return unreadable('digest');
  }
}

function unreadable(
  reason: Extract<BundleFault, { readonly reason: string }>['reason'],
): Result<never, BundleFault> {
  return refuse({ code: 'bundle-unreadable', reason });
}

function digestOf(bytes: Uint8Array): Digest {
  const digest = parseDigest(`sha-256:${createHash('sha256').update(bytes).digest('base64url')}`);
  if (!digest) throw new Error('a SHA-256 did not have its form');
  return digest;
}
