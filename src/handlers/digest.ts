import { createHash } from 'node:crypto';
import type { Digest } from '../domain/ledger.js';

/** SHA-256, as hex digits. */
export const digest: Digest = (text) => createHash('sha256').update(text).digest('hex');
