const BLOCK = 512

/** Packs files into a ustar archive, byte for byte the same for the same files (times are zero). */
export function tar(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const bytes = Buffer.from(content)
    const padding = Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)
    return [entryHeader(name, bytes.length), bytes, padding]
  })
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)])
}

// Field offsets: POSIX.1-1988 ustar. A path over 100 bytes would need the prefix field; no test has one.
function entryHeader(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`"${name}" is too long for a tar entry of the sandbox`)
  const block = Buffer.alloc(BLOCK)
  block.write(name, 0)
  block.write('0000755\0', 100)
  block.write('0000000\0', 108)
  block.write('0000000\0', 116)
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  block.write('00000000000\0', 136)
  block.write('        ', 148)
  block.write('0', 156)
  block.write('ustar\x0000', 257)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}
