import { type FileHandle, open } from 'node:fs/promises'
import { UserError } from '../../errors.ts'

/** Where the content of a file stands in an archive, in bytes. */
export interface TarEntry {
  readonly offset: number
  readonly size: number
}

const BLOCK = 512

/**
 * The regular files of a tar archive by path, from its headers alone.
 * Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Extended Header"; GNU tar manual, "Basic Tar Format".
 * @throws UserError for a file that is no tar archive, or a compressed one
 */
export async function tarEntries(archive: string): Promise<ReadonlyMap<string, TarEntry>> {
  const file = await open(archive)
  try {
    return await readEntries(file, archive)
  } finally {
    await file.close()
  }
}

async function readEntries(file: FileHandle, archive: string): Promise<ReadonlyMap<string, TarEntry>> {
  const entries = new Map<string, TarEntry>()
  const { size: end } = await file.stat()
  if (end < BLOCK) throw notTar(archive, await readAt(file, 0, end))
  let extended: Extended = {}
  for (let at = 0; at + BLOCK <= end;) {
    const header = await readAt(file, at, BLOCK)
    if (header.every((byte) => byte === 0)) break
    if (!hasChecksum(header)) throw notTar(archive, header)
    const size = extended.size ?? numberIn(header, 124, 12)
    const offset = at + BLOCK
    const type = String.fromCharCode(header[156] ?? 0)
    at = offset + Math.ceil(size / BLOCK) * BLOCK
    if (offset + size > end) throw new UserError(`"${archive}" is cut off.`)
    if (type === 'x') extended = { ...extended, ...parsePax(await readAt(file, offset, size)) }
    else if (type === 'L') extended = { ...extended, path: cString(await readAt(file, offset, size)) }
    else if (type !== 'g') {
      if (type === '0' || type === '\0')
        entries.set(normal(extended.path ?? pathIn(header)), { offset, size })
      extended = {}
    }
  }
  return entries
}

interface Extended {
  readonly path?: string
  readonly size?: number
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  // A header's size is not to be trusted with memory; the longest path that a system takes is 4 kB.
  if (length > 1024 * 1024) throw new UserError('A header of the tar archive is too long.')
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** The sum of a header's bytes, its own eight counted as blanks. */
function hasChecksum(header: Buffer): boolean {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
  return sum === numberIn(header, 148, 8)
}

/** Octal text or, where the first bit is set, a binary number. */
function numberIn(header: Buffer, start: number, length: number): number {
  const field = header.subarray(start, start + length)
  if (((field[0] ?? 0) & 0x80) !== 0) return Number(field.readBigUInt64BE(length - 8))
  return Number.parseInt(cString(field).trim() || '0', 8)
}

function pathIn(header: Buffer): string {
  const name = cString(header.subarray(0, 100))
  const prefix = header.subarray(257, 262).toString() === 'ustar' ? cString(header.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** Records `LENGTH KEY=VALUE\n`, where the length counts all of its record. */
function parsePax(data: Buffer): Extended {
  let found: Extended = {}
  for (let at = 0; at < data.length;) {
    const blank = data.indexOf(0x20, at)
    const length = Number.parseInt(data.subarray(at, blank).toString(), 10)
    if (blank < 0 || !(length > 0)) break
    const [key, value = ''] = data
      .subarray(blank + 1, at + length - 1)
      .toString()
      .split(/=(.*)/s)
    if (key === 'path') found = { ...found, path: value }
    if (key === 'size') found = { ...found, size: Number(value) }
    at += length
  }
  return found
}

function cString(field: Buffer): string {
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? field.length : end).toString()
}

function normal(path: string): string {
  return path.replace(/^(?:\.\/)+/, '')
}

// How gzip (RFC 1952) and zstd (RFC 8878) files begin.
const MAGIC = [Buffer.from([0x1f, 0x8b]), Buffer.from([0x28, 0xb5, 0x2f, 0xfd])]

function notTar(archive: string, start: Buffer): UserError {
  const compressed = MAGIC.some((magic) => start.subarray(0, magic.length).equals(magic))
  return new UserError(
    `"${archive}" is ${compressed ? 'compressed' : 'no tar archive'}.`,
    compressed
      ? 'Decompress it first, for example by gunzip.'
      : 'Give an OCI image layout, as a folder or a tar.',
  )
}
