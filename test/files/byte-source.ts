import type { ByteSource } from '../../src/files/byte-source.js';

/** A text as a stream of chunks of so many bytes, all in one array that is written over, as a file's are. */
export function byteSource(name: string, text: string, chunkBytes = 7): ByteSource {
  const bytes = new TextEncoder().encode(text);
  return { name, path: name, size: bytes.length, chunks: chunksOf(bytes, chunkBytes) };
}

/** @param bytes of a file, whatever they are. */
export function* chunksOf(bytes: Uint8Array, chunkBytes: number): Generator<Uint8Array> {
  const chunk = new Uint8Array(chunkBytes);
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const size = Math.min(chunkBytes, bytes.length - at);
    chunk.set(bytes.subarray(at, at + size));
    yield chunk.subarray(0, size);
  }
}
