/** The record pages' public face; the rest of this folder is its own affair. */
export { mountRecordPages, type RecordPagesOptions } from './mount.js';
