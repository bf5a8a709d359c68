/** Writes the HubSpot project of a profile from the sources in `extensions/` and `serverless/`. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
  appComponent,
  BULK_ACTIONS_SINCE,
  type Component,
  extensionComponent,
  functionComponent,
  PLATFORM_VERSION,
  type Profile,
} from './app-project.js';
import { bundleFunctions, functionNames, type PolicySource } from './bundle-function.js';
import { EXTENSION_FOLDERS, EXTENSIONS, type ExtensionSource } from './extensions.js';

export interface StageRequest {
  /** Folder of the repository. */
  readonly root: string;
  readonly profile: Profile;
  /** Folder that becomes the project's `srcDir`; what is in it is replaced. */
  readonly out: string;
  readonly policy: PolicySource;
  /** Folder of the function sources; `serverless/` of the root when absent. */
  readonly functionSources?: string;
  /** Of HubSpot; the newest when absent. */
  readonly platformVersion?: string;
}

/** What a profile replaces in the sources: the transport, and the line that points at the types of the view. */
const PRIVATE_ONLY = 'transport.ts';
const HOSTED_ONLY = 'transport.hosted.ts';
const SERVER_URL_MARK = '__PARTNERSHIP_SERVER_URL__';
const VIEWS = 'src/operations/views';
/** Images for the page on which an admin places cards; no other kind of extension has any. */
const PREVIEWS = 'preview';

const writeJson = (file: string, value: unknown) => writeFile(file, `${JSON.stringify(value, null, 2)}\n`);

const writeComponent = (folder: string, component: Component) =>
  writeJson(path.join(folder, `${component.uid}-hsmeta.json`), component);

const packageFile = async (root: string, name: string, dependencies: readonly string[]) => {
  const text = await readFile(path.join(root, 'package.json'), 'utf8');
  const own = JSON.parse(text) as { version: string; devDependencies: Record<string, string> };
  return {
    name,
    version: own.version,
    private: true,
    dependencies: Object.fromEntries(dependencies.map((each) => [each, own.devDependencies[each]])),
  };
};

const stageTransport = async (extensions: string, folder: string, profile: Profile) => {
  if (profile.kind === 'private') return;
  const source = await readFile(path.join(extensions, HOSTED_ONLY), 'utf8');
  await writeFile(path.join(folder, PRIVATE_ONLY), source.replace(SERVER_URL_MARK, profile.serverUrl));
};

/** What a platform has no place for is left out. */
export const extensionsOf = (platformVersion: string): readonly ExtensionSource[] =>
  EXTENSIONS.filter(({ kind }) => kind !== 'bulk-action' || platformVersion >= BULK_ACTIONS_SINCE);

const isPreview = (extensions: string, source: string) =>
  path.relative(extensions, source).split(path.sep)[0] === PREVIEWS;

/**
 * One folder of extensions: HubSpot bundles each from its entrypoint and installs each folder's own packages, so that every
 * folder gets all that extensions share, and the entrypoints of its own kind alone.
 */
const stageFolder = async (
  { root, profile, out }: StageRequest,
  kind: ExtensionSource['kind'],
  own: readonly ExtensionSource[],
) => {
  const extensions = path.join(root, 'extensions');
  const folder = path.join(out, 'app', EXTENSION_FOLDERS[kind]);
  const ownFiles = new Set(own.map(({ file }) => file));
  const left = new Set([HOSTED_ONLY, ...EXTENSIONS.map(({ file }) => file).filter((f) => !ownFiles.has(f))]);
  await cp(extensions, folder, {
    recursive: true,
    filter: (source) =>
      !left.has(path.relative(extensions, source)) && (kind === 'card' || !isPreview(extensions, source)),
  });
  await stageTransport(extensions, folder, profile);
  await cp(path.join(root, VIEWS), path.join(folder, 'views'), { recursive: true });
  await writeFile(path.join(folder, 'view.ts'), "export type * from './views/index.js';\n");
  const name = `partnership-manager-${EXTENSION_FOLDERS[kind]}`;
  await writeJson(
    path.join(folder, 'package.json'),
    await packageFile(root, name, ['@hubspot/ui-extensions', 'react']),
  );
  for (const extension of own) await writeComponent(folder, extensionComponent(extension));
};

const stageExtensions = async (request: StageRequest) => {
  const all = extensionsOf(request.platformVersion ?? PLATFORM_VERSION);
  for (const kind of new Set(all.map((extension) => extension.kind))) {
    await stageFolder(
      request,
      kind,
      all.filter((extension) => extension.kind === kind),
    );
  }
};

const stageFunctions = async ({ root, out, policy, functionSources }: StageRequest) => {
  const sources = functionSources ?? path.join(root, 'serverless');
  const functions = path.join(out, 'app/functions');
  const names = await functionNames(sources);
  await mkdir(functions, { recursive: true });
  await bundleFunctions(sources, names, functions, policy);
  await writeJson(
    path.join(functions, 'package.json'),
    await packageFile(root, 'partnership-manager-functions', []),
  );
  for (const name of names) await writeComponent(functions, functionComponent(name));
};

/** Stages one profile. What was in `out` before is gone; nothing else is touched. */
export const stageProject = async (request: StageRequest): Promise<void> => {
  const app = path.join(request.out, 'app');
  await rm(request.out, { recursive: true, force: true });
  await mkdir(app, { recursive: true });
  await writeJson(path.join(app, 'app-hsmeta.json'), appComponent(request.profile));
  await stageExtensions(request);
  if (request.profile.kind === 'private') await stageFunctions(request);
};

/** Writes the project file that stands above a `srcDir` which has no project file of its own yet. */
export const writeProjectFile = async (
  folder: string,
  name: string,
  srcDir: string,
  platformVersion: string = PLATFORM_VERSION,
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeJson(path.join(folder, 'hsproject.json'), { name, srcDir, platformVersion });
};
