/**
 * Makes what the record pages run: the cards by HubSpot's own bundler out of a staged project, the functions, and the
 * browser's side of the sandbox.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { buildSingleExtension } from '@hubspot/ui-extensions-dev-server/build';
import { build, type BuildOptions } from 'esbuild';

import { EXTENSION_FOLDERS, EXTENSIONS } from './extensions.js';
import { stageProject } from './stage.js';

export interface RecordPageRequest {
  /** Folder of the repository. */
  readonly root: string;
  /** Folder that gets `record-page/`, `cards/` and `functions/`. */
  readonly dist: string;
  /** Folder of the function sources; `serverless/` of the root when absent. */
  readonly functionSources?: string;
}

const BROWSER = 'src/sandbox/pages/browser';
const STAMP = 'record-page/inputs.sha256';

/** Everything that the output is made of. */
const INPUTS = ['extensions', 'serverless', 'src', 'package-lock.json'];

const filesUnder = async (place: string): Promise<readonly string[]> => {
  const entries = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [place];
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};

const hashInputs = async (places: readonly string[]): Promise<string> => {
  const hash = createHash('sha256');
  for (const place of places) {
    for (const file of [...(await filesUnder(place))].sort()) {
      hash.update(file).update('\0');
      hash.update(await readFile(file).catch(() => ''));
    }
  }
  return hash.digest('hex');
};

const BUNDLED = {
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  minify: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
  tsconfigRaw: {},
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Bundles what runs in the browser: the page, its charts as a file of their own, the cards' worker, the looks. */
export const bundleBrowser = async (root: string, out: string): Promise<void> => {
  const source = (name: string) => path.join(root, BROWSER, name);
  await Promise.all([
    // Split, so that the charts are a file of their own, loaded when a card shows one.
    build({
      ...BUNDLED,
      entryPoints: { page: source('page.tsx') },
      outdir: out,
      format: 'esm',
      splitting: true,
      chunkNames: '[name]-[hash]',
    }),
    build({
      ...BUNDLED,
      entryPoints: { worker: source('worker.ts'), page: source('page.css') },
      outdir: out,
      format: 'iife',
    }),
  ]);
};

/** One line an extension, for the pages to know what belongs where: by `location` and `objectTypes`. */
const cardList = () =>
  EXTENSIONS.map(({ uid, name, file, location, objectTypes }) => ({
    uid,
    name,
    location,
    objectTypes,
    file: `${path.parse(file).name}.js`,
  }));

const bundleCards = async (staged: string, out: string): Promise<void> => {
  await mkdir(out, { recursive: true });
  for (const { kind, file } of EXTENSIONS) {
    const sources = path.join(staged, 'app', EXTENSION_FOLDERS[kind]);
    await buildSingleExtension({
      file: path.join(sources, file),
      root: sources,
      outputDir: out,
      emptyOutDir: false,
      minify: true,
      logLevel: 'error',
    });
  }
  await writeFile(path.join(out, 'cards.json'), JSON.stringify(cardList(), null, 2));
};

const buildAll = async ({ root, dist, functionSources }: RecordPageRequest): Promise<void> => {
  // Inside the repository, so that HubSpot's bundler finds the packages.
  const staged = path.join(root, 'build', `record-page-${process.pid}`);
  try {
    await stageProject({
      root,
      profile: { kind: 'private' },
      out: staged,
      policy: { kind: 'runner' },
      ...(functionSources === undefined ? {} : { functionSources }),
    });
    await bundleCards(staged, path.join(dist, 'cards'));
    await cp(path.join(staged, 'app/functions'), path.join(dist, 'functions'), { recursive: true });
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
  await bundleBrowser(root, path.join(dist, 'record-page'));
};

/**
 * Builds the record pages, unless nothing that they are made of has changed.
 * @returns whether anything was built.
 */
export const buildRecordPage = async (request: RecordPageRequest): Promise<boolean> => {
  const { root, dist, functionSources } = request;
  const inputs = INPUTS.map((place) => path.join(root, place));
  const hash = await hashInputs(functionSources === undefined ? inputs : [...inputs, functionSources]);
  const stamp = path.join(dist, STAMP);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) return false;
  for (const part of ['record-page', 'cards', 'functions']) {
    await rm(path.join(dist, part), { recursive: true, force: true });
  }
  await buildAll(request);
  await writeFile(stamp, hash);
  return true;
};
