/** Reads a staged project as our checks want it: its components and the text of its sources. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface StagedComponent {
  /** Path of the component file inside the project. */
  readonly file: string;
  readonly uid: string;
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface StagedProject {
  readonly components: readonly StagedComponent[];
  /** Every path inside the project, with `/` between. */
  readonly files: ReadonlySet<string>;
  /** Text of the sources of cards, pages and actions, by path. */
  readonly extensionSources: ReadonlyMap<string, string>;
  /** First bytes of every PNG file, by path: what is only named like an image is none. */
  readonly images: ReadonlyMap<string, Uint8Array>;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The component in a file; null where the file is not one, which HubSpot's parser reports in its own words. */
const parseComponent = (file: string, text: string): StagedComponent | null => {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return null;
    const { uid, type, config } = value;
    if (typeof uid !== 'string' || typeof type !== 'string' || !isRecord(config)) return null;
    return { file, uid, type, config };
  } catch {
    return null;
  }
};

const listFiles = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.includes('node_modules/'))
    .sort();
};

const EXTENSION_SOURCE = /^app\/(cards|pages|settings|actions)\/.+\.(tsx?|jsx?)$/;

/** The signature and the first chunk of a PNG, which has its width and height. */
const IMAGE_HEAD_BYTES = 24;

/** Reads the project in a `srcDir`. */
export const readStagedProject = async (folder: string): Promise<StagedProject> => {
  const files = await listFiles(folder);
  const read = (file: string) => readFile(path.join(folder, file), 'utf8');
  const components: StagedComponent[] = [];
  const extensionSources = new Map<string, string>();
  const images = new Map<string, Uint8Array>();
  for (const file of files) {
    if (file.endsWith('-hsmeta.json')) {
      const component = parseComponent(file, await read(file));
      if (component !== null) components.push(component);
    }
    if (EXTENSION_SOURCE.test(file)) extensionSources.set(file, await read(file));
    if (file.endsWith('.png')) {
      images.set(file, (await readFile(path.join(folder, file))).subarray(0, IMAGE_HEAD_BYTES));
    }
  }
  return { components, files: new Set(files), extensionSources, images };
};
