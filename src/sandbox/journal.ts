import * as fs from 'node:fs';
import * as path from 'node:path';
import { AppError } from '../errors.js';
import { changeFromJson, changeToJson, type Change } from './change.js';
import type { Journal, Portal, SeedOptions } from './portal.js';
import { takeLock } from './lock.js';

/** The first line of a state file: what the portal is, beside the changes that follow. */
export interface StateHeader extends SeedOptions {
  readonly version: 1;
  readonly portalId: number;
  readonly accessToken: string;
}

/** What a state file holds. */
export interface KeptState {
  readonly header: StateHeader;
  readonly changes: readonly Change[];
}

const SNAPSHOT_LINE_CHANGES = 500;

/**
 * Reads a state file; null where there is none. A last line without an end was being written when its process died and
 * was never answered for: it is left out. Any other unreadable line is `file_malformed`.
 */
export function readState(file: string): KeptState | null {
  if (!fs.existsSync(file)) return null;
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  lines.pop();
  const parsed = lines.map((line, index) => parseLine(file, line, index + 1));
  const header = parsed[0] as StateHeader | undefined;
  if (header?.version !== 1) throw malformed(file, 1);
  return { header, changes: (parsed.slice(1) as unknown[][]).flat().map(changeFromJson) };
}

function parseLine(file: string, line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw malformed(file, number, error);
  }
}

const malformed = (file: string, line: number, cause?: unknown): AppError =>
  new AppError(
    'file_malformed',
    `The demo portal's state ${file} cannot be read: line ${line}.`,
    'Start over with --reset, which deletes it.',
    { cause },
  );

/** Deletes a portal's state, so that the next start tells the story anew; refused while the portal runs. */
export function deleteState(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const release = takeLock(`${file}.lock`);
  fs.rmSync(file, { force: true });
  release();
}

/** Takes the state file for this process; `home_in_use` while another one has it. */
export function openJournal(file: string): { readonly kept: KeptState | null; readonly journal: Journal } {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const release = takeLock(`${file}.lock`);
  try {
    return { kept: readState(file), journal: new FileJournal(file, release) };
  } catch (error) {
    release();
    throw error;
  }
}

/** One line a commit, so that a commit is kept whole or not at all. */
class FileJournal implements Journal {
  #descriptor: number | null = null;
  #length = 0;

  constructor(
    private readonly file: string,
    private readonly unlock: () => void,
  ) {}

  append(changes: readonly Change[]): void {
    if (this.#descriptor === null) throw new Error('The journal is not open');
    this.#write(this.#descriptor, changes.map(changeToJson));
  }

  #write(descriptor: number, json: unknown): void {
    const bytes = Buffer.from(`${JSON.stringify(json)}\n`);
    try {
      for (let done = 0; done < bytes.length;) {
        done += fs.writeSync(descriptor, bytes, done, bytes.length - done, this.#length + done);
      }
    } catch (error) {
      // Half a line in the middle would make the file unreadable.
      fs.ftruncateSync(descriptor, this.#length);
      throw error;
    }
    this.#length += bytes.length;
  }

  rewrite(portal: Portal): void {
    // First, since reading a kept clock may write to the file as it is.
    const now = portal.clock.now();
    const fresh = `${this.file}.new`;
    const descriptor = fs.openSync(fresh, 'w', 0o600);
    this.#length = 0;
    const { portalId, accessToken, seeded } = portal;
    this.#write(descriptor, { version: 1, portalId, accessToken, ...seeded } satisfies StateHeader);
    for (const changes of inLines(portal.snapshot())) this.#write(descriptor, changes.map(changeToJson));
    this.#write(descriptor, [{ kind: 'clock', now } satisfies Change]);
    fs.renameSync(fresh, this.file);
    if (this.#descriptor !== null) fs.closeSync(this.#descriptor);
    this.#descriptor = descriptor;
  }

  close(portal: Portal): void {
    if (this.#descriptor !== null) {
      const now = portal.clock.now();
      this.append([{ kind: 'clock', now }]);
      fs.closeSync(this.#descriptor);
      this.#descriptor = null;
    }
    this.release();
  }

  release(): void {
    this.unlock();
  }
}

function* inLines(changes: Iterable<Change>): Generator<readonly Change[]> {
  let line: Change[] = [];
  for (const change of changes) {
    line.push(change);
    if (line.length === SNAPSHOT_LINE_CHANGES) {
      yield line;
      line = [];
    }
  }
  if (line.length > 0) yield line;
}
